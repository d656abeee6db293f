-- A record is what was imported: its hash is that of its content, as PostgreSQL writes an array of text in
-- UTF-8.
select purse.record_words(r.id) as place,
	format('its content, or the checksum beside it, was changed after it was imported by %s on %s',
		r.recorded_by, to_char(r.recorded_at, 'YYYY-MM-DD')) as what
from purse.record r where r.content_sha256 is distinct from sha256(convert_to(r.content::text, 'UTF8'))
