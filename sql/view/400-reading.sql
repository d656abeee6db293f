-- What people look things up in: the lines of the books with their entries, and documents with all codes.

-- Postings with the entry and the document they belong to; of the reader's schools (posting's row-level
-- security). With the sector of the counterparty and the code that an academy writes, on the entry's day.
create or replace view purse_view.book_line as
	select p.entry, p.line, e.date, e.service_date, e.kind, e.key, e.description, e.reverses,
		s.code as school, p.school as school_id, p.account, p.fund, p.counterparty, p.agreement, p.month,
		p.document, d.name as document_name, d.kind as document_kind, p.amount,
		purse_api.counterparty_sector(p.counterparty, e.date) as counterparty_sector,
		purse_api.academy_code(p.school, p.account, e.date) as academy_code
	from purse.posting p join purse.entry e on e.id = p.entry join purse.school s on s.id = p.school
	left join purse.document d on d.id = p.document;
grant select on purse_view.book_line to purse_user, purse_owner;

-- Lines of documents with the code of the customer's fund. The document's row-level security decides who sees
-- them.
create or replace view purse_view.document_coding as
	select l.*, case when l.customer_fund = 0 then 'GENERAL' else f.code end as fund_code
	from purse_view.document_line l left join purse.fund_code f on f.id = l.customer_fund;
grant select on purse_view.document_coding to purse_user, purse_owner;
