-- Pupil numbers. No parameters.
select p.school, p.date, p.pupils, p.record from purse_view.pupil_number p order by p.school, p.date
