-- The last carry of each school in each stream, and the number of the stream's last step. $1 agreements, null
-- for all.
select distinct on (s.key, c.customer) s.key, c.customer, c.carry_out_numerator, c.carry_out_denominator,
	max(c.seq) over (partition by s.id) as seq
from purse_view.stream s join purse_view.charge c on c.stream = s.id
where $1::int[] is null or s.agreement = any ($1::int[])
order by s.key, c.customer, c.seq desc
