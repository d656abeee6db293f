-- R11: whoever accepts a document is another person than the one who raised it, or the acceptance says that
-- it was the same.
select format('document %s', coalesce(d.name, a.document::text)) as place,
	format('it was raised by %s and accepted by %s, and the acceptance says otherwise', d.raised_by,
		a.accepted_by) as what
from purse.acceptance a left join purse.document d on d.id = a.document
where (a.same_person = (a.accepted_by = d.raised_by)) is not true or a.accepted_at < d.raised_at
