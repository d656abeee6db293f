-- What people look things up in: the lines of the books with their entries, and who may read what.

-- Postings with the entry and the document they belong to; of the reader's schools (posting's row-level security).
create or replace view purse_view.book_line as
	select p.entry, p.line, e.date, e.service_date, e.kind, e.key, e.description, e.reverses, s.code as school,
		p.school as school_id, p.account, p.fund, p.counterparty, p.agreement, p.month, p.document, d.name as document_name,
		p.amount
	from purse.posting p join purse.entry e on e.id = p.entry join purse.school s on s.id = p.school
	left join purse.document d on d.id = p.document;
grant select on purse_view.book_line to purse_user, purse_owner;
