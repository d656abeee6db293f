-- Prices as they are agreed: a price and the awards that changed it, each with its last day.
set check_function_bodies = off;

-- The text of a view over rows of prices. changes: the price that an award changes; of a price its own
-- record. An award changes the price that holds on its first day, and ends with it. Which of several awards
-- counts on a day: the one recorded last.
create or replace function purse.agreed_price_text(rows text) returns text language sql immutable as $$
	select format($q$
		with held as (
			select x.record, x.agreement, x.item, x.unit, x.price, x.valid_from, x.award,
				least(x.valid_to, lead(x.valid_from, 1, date 'infinity')
					over (partition by x.agreement, x.item, x.unit, x.award
						order by x.valid_from) - 1) as last_day
			from %s x)
		select h.record, h.agreement, h.item, h.unit, h.price, h.valid_from, h.last_day, h.award,
			h.record as changes
		from held h where h.award is null
		union all
		select h.record, h.agreement, h.item, h.unit, h.price, h.valid_from,
			least(h.last_day, b.last_day), h.award, b.record
		from held h join held b on b.agreement = h.agreement and b.item = h.item and b.unit = h.unit
			and b.award is null and h.valid_from between b.valid_from and b.last_day
		where h.award is not null$q$, rows)
$$;

do $$ begin
	execute 'create or replace view purse.agreed_price as ' || purse.agreed_price_text('purse.current_price');
end $$;

-- Charges that an award makes too small or too large: they stand at another price of their item than the
-- award recorded last for their day, and nothing adjusts them yet. A view of the owner's: row-level security
-- on bases would look at all charges there are, and tell no more.
create or replace view purse.arrears_due as
	select c.id as charge, w.record as price_record
	from purse.agreed_price w join purse.agreed_price p on p.changes = w.changes and p.record <> w.record
	join purse.basis b on b.price_record = p.record
	join purse.charge c on c.basis = b.id and c.reverses is null and c.kind in ('line', 'arrears')
		and c.service_from between w.valid_from and w.last_day
	where w.award is not null
		and not exists (select from purse.agreed_price l where l.changes = w.changes and l.award is not null
			and l.record > w.record and c.service_from between l.valid_from and l.last_day)
		and not exists (select from purse.charge x where x.adjusts = c.id or x.reverses = c.id)
		and not exists (select from purse.current_activity a where a.corrects = c.source);
grant select on purse.arrears_due to purse_viewer;

-- views that others own are made of the same text
grant execute on function purse.agreed_price_text(text) to purse_viewer;
