-- What each batch booked in the months that are still open: sums that balances start from there, as they
-- start from purse_cache.month_balance where a month is closed. So a balance costs as much as there were
-- batches, and not as much as there are postings. By batch, and not for the month as a whole, so that two who
-- post do not wait for each other. Closing a month takes its rows away; they can be rebuilt from the
-- postings.
create table purse_cache.batch_total (
	batch bigint not null,
	amount bigint not null,
	school int not null,
	month int not null,
	fund int not null,
	counterparty int not null,
	account text not null,
	primary key (school, month, batch, account, fund, counterparty) include (amount)
);

-- Who posts while books are upgraded waits here before the first row, and goes on by the new functions.
lock table purse.batch in share row exclusive mode;
insert into purse_cache.batch_total (batch, amount, school, month, fund, counterparty, account)
select e.batch, sum(p.amount), p.school, p.month, p.fund, p.counterparty, p.account
from purse.posting p join purse.entry e on e.id = p.entry
where not exists (select from purse.period_close c where c.school = p.school and c.month = p.month)
group by e.batch, p.school, p.month, p.fund, p.counterparty, p.account having sum(p.amount) <> 0;
