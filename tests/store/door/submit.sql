-- Stages what stands in my_<name>, and posts it as a batch of the kind in :kind.
do $$ begin perform purse_api.open_batch(); end $$;
insert into pg_temp.stage_basis select * from my_basis order by ref;
insert into pg_temp.stage_weight select * from my_weight;
insert into pg_temp.stage_charge select * from my_charge order by ref;
insert into pg_temp.stage_movement select * from my_movement order by ref;
insert into pg_temp.stage_entry select * from my_entry order by ref;
insert into pg_temp.stage_posting select * from my_posting;
insert into pg_temp.stage_document select * from my_document order by ref;
insert into pg_temp.stage_line select * from my_line;
insert into pg_temp.stage_vat select * from my_vat;
insert into pg_temp.stage_line_charge select * from my_line_charge;
insert into pg_temp.stage_accrual select * from my_accrual;
insert into pg_temp.stage_fund_use select * from my_fund_use;
select 'posted' from purse_api.post_batch(:'kind');
