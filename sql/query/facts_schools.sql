-- Schools with their names. No parameters.
select s.id, s.code, s.name, s.keeps_books from purse_view.school_now s order by s.id
