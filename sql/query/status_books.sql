-- How much there is, of the schools that the reader may read. No parameters.
select (select count(*) from purse_view.charge c where c.reverses is null
		and (c.provider = any ((select purse_api.my_schools_to_read())::int[])
			or c.customer = any ((select purse_api.my_schools_to_read())::int[]))) as charges,
	(select count(*) from purse_view.document) as documents
