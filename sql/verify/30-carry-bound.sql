-- R4, R5: after every charge the school stands within a penny of its exact share, so each charge is the floor
-- or the ceiling of its target. Only a reversal may leave more, which the next charge takes up (R6), and the
-- residue of a lot that its lead takes.
select format('%s, %s', purse.charge_words(c.id), purse.step_words(c.stream, c.seq)) as place,
	format('%s leaves a carry of %s/%s of a penny', purse.pounds(c.pence), c.carry_out_numerator,
		c.carry_out_denominator) as what
from purse.charge c
where c.stream is not null and c.reverses is null and c.kind <> 'residue'
	and abs(c.carry_out_numerator) >= c.carry_out_denominator
