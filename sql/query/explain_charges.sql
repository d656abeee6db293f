-- Charges with the price or shares that were frozen with them, and where they stand. $1 charges.
select d.*, p.code as provider_code, p.name as provider_name, k.code as customer_code,
	k.name as customer_name,
	b.recorded_by as charged_by, b.recorded_at::date as charged_on,
	to_char(b.recorded_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as charged_at,
	s.held, s.live, v.id as reversed_by, o.pence as reverses_pence, y.description as reversal_description,
	f.valid_from as price_from, f.valid_to as price_to, f.how_agreed,
	n.post as priced_post, n.worked_on, n.year_numerator, n.year_denominator, n.divisor_numerator,
	n.divisor_denominator, n.admin_percent, n.rounding,
	g.code as agreement_code, a.name as agreement_name, a.kind as agreement_kind, a.basis as agreement_basis,
	a.presentation,
	a.evidence as agreement_evidence, h.code as lead_code,
	x.board, x.minute, x.decided, x.last_day as approved_to
from purse_view.charge_detail d
join purse_view.school_now p on p.id = d.provider join purse_view.school_now k on k.id = d.customer
join purse_view.batch b on b.id = d.batch
left join purse_view.charge_standing s on s.id = d.id
left join purse_view.charge v on v.reverses = d.id
left join purse_view.charge o on o.id = d.reverses
left join purse_view.entry y on y.id = d.entry and d.reverses is not null
left join purse_view.price_record f on f.record = d.price_record
-- what the price was worked out from: the employing school alone reads it
left join lateral (select o.code as post, w.worked_on, w.year_numerator, w.year_denominator,
		w.divisor_numerator, w.divisor_denominator, w.admin_percent, w.rounding
	from purse_view.price_working w join purse_view.post o on o.id = w.post
	where w.agreement = f.agreement and w.item = f.item and w.unit = f.unit and w.valid_from = f.valid_from
		and w.award is not distinct from f.award order by w.record desc limit 1) n on true
join purse_view.agreement g on g.id = d.agreement
left join lateral (select w.* from purse_view.agreement_version w where w.agreement = d.agreement
	and w.valid_from <= d.agreed_on
	order by w.valid_from desc limit 1) a on true
left join purse_view.school h on h.id = a.lead
left join lateral (select w.* from purse_view.authority w where w.agreement = d.agreement
	and w.school = d.customer and (w.limit_pence is null or exists (select from purse_view.within_limit i
		where i.charge = d.id and i.approval = w.record))
	and d.service_from between w.valid_from and w.last_day order by w.decided, w.record limit 1) x on true
where d.id = any ($1::bigint[])
order by array_position($1::bigint[], d.id)
