-- R8: a charge stands on one live document at most: put on by a document, taken off by a credit note, and so
-- on.
select purse.charge_words(y.charge) as place,
	format('it was put on %s documents, and taken off by %s', count(*) filter (where y.direction = 1),
		count(*) filter (where y.direction = -1)) as what
from purse.line_charge y group by y.charge having sum(y.direction) not in (0, 1)
