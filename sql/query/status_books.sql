-- How much there is, as far as the reader sees it. No parameters.
select exists (select from purse_view.record) as has_records,
	(select count(*) from purse_view.charge c where c.reverses is null
		and (c.provider = any (r.mine) or c.customer = any (r.mine))) as charges,
	(select count(*) from purse_view.document) as documents
from (select purse_api.my_schools_to_read() as mine) r
