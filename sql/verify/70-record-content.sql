-- A record is what was imported: its hash is that of its content, as PostgreSQL writes an array of text in
-- UTF-8.
select format('record %s, %s %s', r.id, r.kind, r.ref) as place,
	'its content does not give the hash that stands beside it' as what
from purse.record r where r.content_sha256 is distinct from sha256(convert_to(r.content::text, 'UTF8'))
