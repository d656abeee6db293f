-- What a fund with rules bears goes on step by step, without gaps: each step begins with what the fund bore
-- before, bears at most what is left of it, and leaves the rest of its charge to the general fund. A reversal
-- gives back what its charge took. Said here without the function of the door, which an owner can replace.
select format('fund %s of %s, step %s, %s', purse.fund_words(u.fund), purse.code_of(u.school), u.seq,
	purse.charge_words(u.charge)) as place, u.what
from (
	select x.fund, x.school, x.seq, x.charge,
		case when x.seq <> coalesce(x.last_seq, 0) + 1 then format('the step before it is %s',
				coalesce(x.last_seq::text, 'missing'))
			when x.before <> coalesce(x.then_borne, 0) then format('it begins at %s, and %s was borne before',
				purse.pounds(x.before), purse.pounds(coalesce(x.then_borne, 0)))
			when c.id is null then 'its charge is not there'
			when x.school <> c.customer then 'it is of a school that is not charged'
			when x.borne + x.general <> c.pence then format('%s in the fund and %s beside it are not '
				'the charge, %s', purse.pounds(x.borne), purse.pounds(x.general), purse.pounds(c.pence))
			when c.reverses is not null then case when x.borne <> -coalesce(o.borne, 0)
				or x.fund is distinct from o.fund then 'it does not give back what its charge took' end
			when d.amount is null then 'how much the fund is can''t be told'
			when x.rule is distinct from 'amount' and x.rule is not null then case when x.borne <> 0
				then format('it bears %s, and the rule "%s" keeps it out', purse.pounds(x.borne), x.rule) end
			when c.pence < 0 and (x.borne > 0 or x.borne < c.pence or x.before + x.borne < least(x.before, 0)
					or (x.general <> 0 and x.before + x.borne > 0))
				then 'what comes back is not given to the fund as far as it bore'
			when c.pence > 0 and (x.borne < 0 or x.borne > c.pence
					or (x.borne > 0 and x.before + x.borne > d.amount))
				then format('the fund of %s bears %s in all', purse.pounds(d.amount),
					purse.pounds(x.before + x.borne))
			when c.pence > 0 and x.general > 0 and x.before + x.borne < d.amount
				then format('%s went to the general fund though %s was left', purse.pounds(x.general),
					purse.pounds(d.amount - x.before - x.borne))
			when c.pence > 0 and (x.rule is not null) <> (x.general <> 0)
				then 'it does not say why the general fund bears a part, or says so for nothing' end as what
	from (select y.*, lag(y.seq) over w as last_seq, lag(y.before + y.borne) over w as then_borne
		from purse.fund_use y window w as (partition by y.fund order by y.seq)) x
	left join purse.charge c on c.id = x.charge
	left join purse.fund_use o on o.charge = c.reverses
	left join purse.ruled_fund d on d.fund = x.fund) u
where u.what is not null
