-- R6: a reversal mirrors the pence and the exact value of one charge, between the same schools, under the
-- same agreement, in the same stream and lot; its entry reverses that charge's entry; it is not reversed
-- itself. Parts of one share are reversed together.
select u.place, u.what from (
	select format('%s, reversal of %s', purse.charge_words(r.id), purse.charge_words(r.reverses)) as place,
		case when c.id is null then 'the charge that it reverses is not there'
			when c.reverses is not null then 'it reverses a reversal'
			when r.id < c.id then 'it was recorded before the charge'
			when r.pence <> -c.pence then format('%s does not mirror %s', purse.pounds(r.pence),
				purse.pounds(c.pence))
			when r.exact_numerator * c.exact_denominator <> -c.exact_numerator * r.exact_denominator then
				'its exact value does not mirror that of the charge'
			when r.provider <> c.provider or r.customer <> c.customer or r.agreement <> c.agreement
				or r.kind <> c.kind
				or r.stream is distinct from c.stream or r.lot is distinct from c.lot then
				'it is between other schools, or of another agreement, kind, stream or lot'
			when e.reverses is distinct from c.entry and r.pence <> 0 then
				format('its %s does not reverse %s', purse.entry_words(r.entry), purse.entry_words(c.entry))
		end as what
	from purse.charge r
	left join purse.charge c on c.id = r.reverses
	left join purse.entry e on e.id = r.entry
	where r.reverses is not null
	union all
	select purse.step_words(c.stream, c.seq),
		format('%s of its %s parts are reversed', count(r.id), count(*))
	from purse.charge c left join purse.charge r on r.reverses = c.id
	where c.kind = 'share' and c.reverses is null group by c.stream, c.seq
	having count(r.id) not in (0, count(*))
) u where u.what is not null
