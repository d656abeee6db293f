-- A record supersedes one earlier record of the same kind, owner and ref, and no other record does so too;
-- each key has one line of versions, from one first record.
select u.place, u.what from (
	select purse.record_words(r.id) as place,
		case when o.id is null then 'the record that it supersedes is not there'
			when o.kind <> r.kind or o.owner <> r.owner or o.ref <> r.ref
				then format('it supersedes record %s of another key', o.id)
			when o.id >= r.id then format('it supersedes the later record %s', o.id) end as what
	from purse.record r left join purse.record o on o.id = r.supersedes where r.supersedes is not null
	union all
	select purse.record_words(r.supersedes), format('%s records supersede it', count(*))
	from purse.record r where r.supersedes is not null group by r.supersedes having count(*) > 1
	union all
	select format('%s %s', r.kind, r.ref),
		format('%s records stand under the key that supersede none', count(*))
	from purse.record r where r.supersedes is null group by r.kind, r.owner, r.ref having count(*) > 1
	union all
	select purse.record_words(r.id), format('its owner %s is no school', r.owner)
	from purse.record r left join purse.school s on s.id = r.owner where r.owner <> 0 and s.id is null
) u where u.what is not null
