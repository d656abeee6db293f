-- The bands of an agreement's rate card, by price. $1 the agreement, $2 the unit, $3 the day.
select p.item, p.price from purse_view.agreed_price p
where p.agreement = $1::int and p.unit = $2 and p.item like 'band %' and p.award is null
	and $3::date between p.valid_from and p.last_day
order by p.price
