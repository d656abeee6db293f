-- A small set of books in which every rule of sql/verify holds, written row by row as a superuser, past the
-- door: three schools that share staff, a cost and credits, one abroad without books, documents, credit
-- notes, reversals, two closed months. tests/scenario/verify_sql.sh breaks one rule after the other in it
-- (tamper.sql). Ids: schools 1 ASH, 2 BRA (one VAT person), 3 COL, 4 LYC (no books); bodies 11 LA, 12 TRU, 13
-- DBE, 14 SUP. Agreements: 1 STAFF (price, lead ASH), 2 SHARE (pupil numbers, lead ASH), 3 CRED (credits,
-- lead ASH), 4 SBM (price, lead COL), 5 CREDP (credits at a price, lead ASH).
begin;
set local session_replication_role = replica;   -- triggers that guard the door stay out of it
set local search_path = pg_catalog, pg_temp;

create function pg_temp.party_id(code text) returns int language sql as $$
	select coalesce((select c.id from purse.counterparty c where c.code = party_id.code), 0)
$$;
create function pg_temp.numerator(fraction text) returns numeric language sql as $$
	select split_part(fraction, '/', 1)::numeric
$$;
create function pg_temp.denominator(fraction text) returns numeric language sql as $$
	select split_part(fraction, '/', 2)::numeric
$$;
create function pg_temp.record(id bigint, kind text, owner int, ref text, batch bigint,
	supersedes bigint default null)
returns void language sql as $$
	insert into purse.record (id, kind, owner, ref, content, content_sha256, batch, supersedes, recorded_by,
		recorded_at)
	overriding system value
	select record.id, record.kind, record.owner, record.ref, array[record.ref, null, 'Ä'],
		sha256(convert_to(array[record.ref, null, 'Ä']::text, 'UTF8')), record.batch, record.supersedes,
		b.recorded_by, b.recorded_at
	from purse.batch b where b.id = record.batch
$$;
-- Makes the content of a record what its row says.
create function pg_temp.import_what_stands(id bigint) returns void language sql as $$
	update purse.record r set content = u.content, content_sha256 = sha256(convert_to(u.content::text,
		'UTF8'))
	from (select array_agg(s.stands order by s.position) as content from purse.record_said s
		where s.record = import_what_stands.id having count(*) > 0) u
	where r.id = import_what_stands.id
$$;
-- Adds up again what a batch booked in open months.
create function pg_temp.total(of bigint) returns void language sql as $$
	delete from purse_cache.batch_total t where t.batch = total.of;
	insert into purse_cache.batch_total (batch, amount, school, month, fund, counterparty, account)
	select total.of, sum(p.amount), p.school, p.month, p.fund, p.counterparty, p.account
	from purse.posting p join purse.entry e on e.id = p.entry
	where e.batch = total.of and (p.school, p.month) not in (
		select c.school, c.month from purse.period_close c)
	group by 3, 4, 5, 6, 7 having sum(p.amount) <> 0
$$;
-- lines: school account counterparty fund pence, one line each; - for none
create function pg_temp.book(id bigint, batch bigint, key text, date date, service date, agreement int,
	lines text, reverses bigint default null, document bigint default null)
returns void language sql as $$
	insert into purse.entry (id, batch, reverses, date, service_date, lines, kind, key, description)
	overriding system value
	select book.id, book.batch, book.reverses, book.date, book.service, count(*),
		case when split_part(key, ' ', 1) in ('opening', 'purchase', 'reversal', 'document', 'extra', 'x',
			'y')
			then split_part(key, ' ', 1) else 'charge' end, key, key
	from regexp_split_to_table(trim(lines, E' \t\n'), '\s*;\s*');
	insert into purse.posting (entry, line, school, account, counterparty, fund, amount, agreement, document,
		month)
	select book.id, l.line, pg_temp.party_id(w[1]), w[2], pg_temp.party_id(w[3]),
		coalesce((select f.id from purse.fund f where f.code = w[4]), 0), w[5]::bigint, book.agreement,
		book.document,
		(extract(year from book.date)::int - 1970) * 12 + extract(month from book.date)::int - 1
	from regexp_split_to_table(trim(lines, E' \t\n'), '\s*;\s*') with ordinality l (text, line)
	cross join regexp_split_to_array(l.text, '\s+') w;
	select pg_temp.total(book.batch)
$$;
-- One more entry of today, number 90.
create function pg_temp.extra(lines text) returns void language sql as $$
	select pg_temp.book(90, 8, 'extra', '2025-11-20', '2025-11-20', 0, lines)
$$;
create function pg_temp.charge(id bigint, batch bigint, kind text, source bigint, basis bigint, entry bigint,
	agreement int, provider text, customer text, day date, quantity numeric, pence bigint, exact text,
	cost bigint default null, stream bigint default null, seq int default null, carry_in text default null,
	carry_out text default null, lot bigint default null, reverses bigint default null,
	adjusts bigint default null)
returns void language sql as $$
	insert into purse.charge (id, batch, source, basis, entry, lot, stream, reverses, adjusts, pence, cost,
		agreement, provider, customer, seq, service_from, service_to, kind, quantity, exact_numerator,
		exact_denominator, carry_in_numerator, carry_in_denominator, carry_out_numerator,
		carry_out_denominator)
	overriding system value
	values (charge.id, batch, source, basis, entry, lot, stream, reverses, adjusts, pence, cost,
		agreement, pg_temp.party_id(provider), pg_temp.party_id(customer), seq, day, day, kind, quantity,
		pg_temp.numerator(exact), pg_temp.denominator(exact), pg_temp.numerator(carry_in),
		pg_temp.denominator(carry_in), pg_temp.numerator(carry_out), pg_temp.denominator(carry_out))
$$;
-- lines: net|agreement|quantity|unit|price|treatment|rate|charges, one line each
create function pg_temp.issue(id bigint, batch bigint, entry bigint, kind text, series text, number int,
	issuer text, customer text, issued date, vat bigint, lines text, credits bigint default null,
	credit_kind text default null)
returns void language sql as $$
	insert into purse.document_line (document, line, net, agreement, service_from, service_to, description,
		quantity, unit, price, treatment, vat_rate, vat_rule, vat_reason, provider_account, customer_account)
	select issue.id, l.line, w[1]::bigint, w[2]::int, issued, issued, 'work', w[3]::numeric, w[4],
		w[5]::numeric, w[6], w[7]::numeric, case w[6] when 'exempt' then 'R3T' when 'no supply' then 'R0'
			else 'R6' end || ' version 2', 'as the rule says', 'I08b', 'E27'
	from regexp_split_to_table(trim(lines, E' \t\n'), '\s*;\s*') with ordinality l (text, line)
	cross join regexp_split_to_array(l.text, '[|]') w;
	insert into purse.line_charge (document, line, charge, direction)
	select issue.id, l.line, c.id::bigint, case when issue.credits is null then 1 else -1 end
	from regexp_split_to_table(trim(lines, E' \t\n'), '\s*;\s*') with ordinality l (text, line)
	cross join regexp_split_to_array(l.text, '[|]') w cross join regexp_split_to_table(w[8], ',') c (id);
	insert into purse.document_vat (document, treatment, vat_rate, net, vat)
	select issue.id, l.treatment, l.vat_rate, sum(l.net), issue.vat
	from purse.document_line l where l.document = issue.id group by l.treatment, l.vat_rate;
	insert into purse.document (id, batch, entry, credits, net, vat, gross, issuer, customer, number, issued,
		due, tax_point, service_from, service_to, kind, series, name, credit_kind, reason, payment_reference,
		issuer_party, customer_party, raised_by, raised_at) overriding system value
	select issue.id, issue.batch, issue.entry, issue.credits, sum(l.net), issue.vat, sum(l.net) + issue.vat,
		pg_temp.party_id(issuer), pg_temp.party_id(issue.customer), issue.number, issued, issued + 30, issued,
		issued, issued, issue.kind, issue.series, format('%s-%s-%s', issuer, series, lpad(number::text, 5,
			'0')),
		issue.credit_kind,
		case when issue.credits is not null then 'wrong' end, 'pay',
		(select jsonb_build_object('vat_person', 'Trust', 'vat_number', y.vat_number)
			from purse.school_body g join purse.body_detail y on y.body = g.vat_body
			where g.school = pg_temp.party_id(issuer)), '{}', 'ada', b.recorded_at
	from purse.document_line l cross join purse.batch b where l.document = issue.id and b.id = issue.batch
	group by b.recorded_at
$$;

insert into purse.person_login (login, name) values ('ada', 'Ada'), ('ben', 'Ben');
insert into purse.batch (id, kind, recorded_by, recorded_at) overriding system value values
	(1, 'import', 'ada', '2025-10-20 09:00'), (2, 'charge', 'ada', '2025-10-31 09:00'),
	(3, 'raise', 'ada', '2025-10-31 10:00'), (4, 'close', 'ada', '2025-11-10 09:00'),
	(5, 'import', 'ada', '2025-11-15 09:00'), (6, 'charge', 'ada', '2025-11-20 09:00'),
	(7, 'credit', 'ada', '2025-11-20 10:00'), (8, 'raise', 'ada', '2025-11-20 11:00'),
	(9, 'confirm', 'ben', '2025-11-20 12:00');
insert into purse.counterparty (id, code, is_school) overriding system value values
	(1, 'ASH', true),
	(2, 'BRA', true),
	(3, 'COL', true),
	(4, 'LYC', true),
	(11, 'LA', false),
	(12, 'TRU', false),
	(13, 'DBE', false),
	(14, 'SUP', false);
insert into purse.school (id, code, keeps_books, currency)
select c.id, c.code, c.code <> 'LYC', case c.code when 'LYC' then 'EUR' else 'GBP' end
from purse.counterparty c where c.is_school;
insert into purse.body (id, code) select c.id, c.code from purse.counterparty c where not c.is_school;

-- records: bodies 1-4, schools 5-8, belongs 9-12, bank details 13-14, the rest below
select pg_temp.record(1, 'bodies', 0, 'LA / ', 1), pg_temp.record(2, 'bodies', 0, 'TRU / ', 1),
	pg_temp.record(3, 'bodies', 0, 'DBE / ', 1), pg_temp.record(4, 'bodies', 0, 'SUP / ', 1);
insert into purse.body_detail (record, body, valid_from, name, kind, vat_scheme, vat_number, eligible)
select b.id - 10, b.id, '-infinity', b.code, 'other', 'registered', 'GB' || b.id, true from purse.body b;
select pg_temp.record(4 + s.id, 'schools', 0, s.code, 1), pg_temp.record(8 + s.id, 'belongs', 0, s.code, 1)
from purse.school s order by s.id;
insert into purse.school_detail (record, school, valid_from, name, kind, phase)
select 4 + s.id, s.id, '-infinity', s.code, 'community', 'primary' from purse.school s;
insert into purse.school_body (record, school, valid_from, legal_body, vat_body, employer)
select 8 + s.id, s.id, '2020-01-01', b.body, b.body, b.body
from purse.school s cross join lateral (values (case when s.id <= 2 then 11 else 9 + s.id end)) b (body);
select pg_temp.record(13, 'bank_details', 1, 'ASH / 2020', 1), pg_temp.record(14, 'bank_details', 1,
	'ASH / 2025', 5);
insert into purse.bank_detail (record, school, valid_from, account_name, sort_code, account_number) values
	(13, 1, '2020-01-01', 'ASH', '010203', '1'),
	(14, 1, '2025-12-01', 'ASH', '010203', '2');
insert into purse.bank_confirmation (record, batch, confirmed_by, confirmed_at) values
	(14, 9, 'ben', '2025-11-20 12:00');

insert into purse.partnership (id, code) overriding system value values (1, 'CLUSTER');
select pg_temp.record(15, 'partnerships', 0, 'CLUSTER', 1);
insert into purse.partnership_detail (record, partnership, name, kind, valid_from)
values (15, 1, 'Cluster', 'cluster', '2020-01-01');
select pg_temp.record(15 + s.id, 'members', 0, s.code, 1), pg_temp.record(19 + s.id, 'pupil_numbers', s.id,
	s.code, 1)
from purse.school s order by s.id;
insert into purse.member (record, partnership, school, valid_from)
select 15 + s.id, 1, s.id, '2020-01-01' from purse.school s;
insert into purse.pupil_number (record, school, date, pupils, source)
select 19 + s.id, s.id, '2025-01-16', (array[112, 54, 203, 0])[s.id], 'census' from purse.school s;
insert into purse.fund (id, school, code) overriding system value values (1, 2, 'PESP'), (2, 3, 'PUPIL');
select pg_temp.record(24, 'funds', 2, 'BRA / PESP', 1), pg_temp.record(25, 'funds', 3, 'COL / PUPIL', 1);
insert into purse.fund_detail (record, fund, name, valid_from, valid_to) values
	(24, 1, 'Sport', '2025-09-01', '2026-08-31'),
	(25, 2, 'Pupil premium', '2025-09-01', '2026-08-31');

insert into purse.agreement (id, code) overriding system value values
	(1, 'STAFF'),
	(2, 'SHARE'),
	(3, 'CRED'),
	(4, 'SBM'),
	(5, 'CREDP');
select pg_temp.record(29 + a.id, 'agreements', 0, a.code, 1) from purse.agreement a order by a.id;
insert into purse.agreement_version (record, agreement, valid_from, name, partnership, kind, lead, basis,
	supply, presentation, income_code, cost_code)
select 29 + a.id, a.id, '2025-09-01', a.code, 1, 'staff', case a.code when 'SBM' then 3 else 1 end, 'price',
	'teaching staff', 'agent', 'I08b',
	case a.code when 'SBM' then 'E28a' when 'SHARE' then 'E19' else 'E27' end from purse.agreement a;
-- parties 40 + 4 x (agreement - 1) + school, approvals 60 more
select pg_temp.record(n, 'parties', 0, n::text, 1), pg_temp.record(n + 60, 'approvals', (n - 41) % 4 + 1,
	n::text, 1)
from generate_series(41, 56) n;
select pg_temp.record(170, 'parties', 0, '170', 1), pg_temp.record(171, 'parties', 0, '171', 1);
insert into purse.party (record, agreement, school, valid_from, position)
values (170, 5, 1, '2025-09-01', 1), (171, 5, 2, '2025-09-01', 2);
insert into purse.party (record, agreement, school, valid_from, position, fund)
select n, (n - 41) / 4 + 1, (n - 41) % 4 + 1, '2025-09-01', n, case when n = 42 then 1 end
	from generate_series(41, 56) n;
insert into purse.approval (record, agreement, school, board, minute, decided, valid_from)
select n + 60, (n - 41) / 4 + 1, (n - 41) % 4 + 1, 'board', 'm', '2025-07-01', '2025-09-01'
from generate_series(41, 56) n;
select pg_temp.record(120, 'prices', 0, 'STAFF / day', 1), pg_temp.record(121, 'prices', 0, 'SBM / day', 1),
	pg_temp.record(124, 'prices', 0, 'CREDP / credit', 1), pg_temp.record(122, 'quotes', 2, 'Q1', 1),
	pg_temp.record(123, 'quotes', 2, 'Q1', 5, 122);
insert into purse.price (record, agreement, item, unit, price, valid_from, how_agreed) values
	(120, 1, 'teacher', 'day', 330.32, '2025-09-01', 'minute'),
	(121, 4, 'manager', 'day', 210.33, '2025-09-01', 'minute'),
	(124, 5, 'RE', 'credit', 4, '2025-09-01', 'minute');
-- a price list in tiers
select pg_temp.record(n, 'price_tiers', 0, 'STAFF / teacher / ' || n, 1) from generate_series(227, 229) n;
insert into purse.price_tier (record, agreement, item, unit, valid_from, minimum, roll_from, roll_to, price,
	fee, evidence)
values (227, 1, 'teacher', 'day', '2025-09-01', 0, 0, 100, 330.32, 500, 'list'),
	(228, 1, 'teacher', 'day', '2025-09-01', 20, 0, 100, 330.32, 0, 'list'),
	(229, 1, 'teacher', 'day', '2025-09-01', 0, 101, null, 340, 0, 'list');
-- objectives, what serves them, a note
select pg_temp.record(210, 'objectives', 0, 'CLUSTER / 1', 1), pg_temp.record(211, 'objectives', 0,
	'CLUSTER / 2', 1), pg_temp.record(212, 'agreement_objectives', 0, 'STAFF / 1', 1),
	pg_temp.record(213, 'agreement_objectives', 0, 'STAFF / 2', 1),
	pg_temp.record(214, 'impact_notes', 1, 'N1', 1);
insert into purse.objective (record, partnership, number, valid_from, title)
values (210, 1, 1, '2025-09-01', 'scale'), (211, 1, 2, '2025-09-01', 'skills');
insert into purse.agreement_objective (record, agreement, number, valid_from, main)
values (212, 1, 1, '2025-09-01', true), (213, 1, 2, '2025-09-01', false);
insert into purse.impact_note (record, school, partnership, number, date, kind, what, evidence)
values (214, 1, 1, 2, '2025-11-01', 'non-financial', 'more choice', 'minutes');
-- a price that was worked out from a post: 4,101,435 pence a year by 195 is 210.33
insert into purse.post (id, school, code) overriding system value values (1, 3, 'M-1');
select pg_temp.record(126, 'price_workings', 3, 'COL / SBM / day', 1);
insert into purse.price_working (record, school, post, agreement, item, unit, valid_from, worked_on,
	year_numerator, year_denominator, divisor_numerator, divisor_denominator, rounding)
values (126, 3, 1, 4, 'manager', 'day', '2025-09-01', '2025-09-01', 4101435, 1, 195, 1, 'penny');
-- an award for the manager, recorded later
select pg_temp.record(125, 'prices', 0, 'SBM / day / award', 5);
insert into purse.price (record, agreement, item, unit, price, valid_from, how_agreed, award)
values (125, 4, 'manager', 'day', 215.55, '2025-09-16', 'circular', 'award');
update purse.price set follows_pay = true where record = 121;
insert into purse.quote (record, school, agreement, item, unit, price, method, saving_class, date, evidence)
select n, 2, 1, 'teacher', 'day', 400, 'quote', 'cash-releasing', '2025-08-01', 'letter'
	from generate_series(122, 123) n;

-- activities: 130 half a day, 131 and 132 a day, 133 a day corrected by 134, 135 and 136 a manager, 137-139
-- draws of lot 1, 140 a draw of lot 2 corrected by 141, 142 another; 144 and 145 draws of lot 3, one at a
-- price; 146-148 draws of lot 4
select pg_temp.record(n, 'activities', case when n in (135, 136) then 3 else 1 end, 'A' || n,
	case when n in (134, 141) then 5 else 1 end) from generate_series(130, 142) n;
select pg_temp.record(n, 'activities', 1, 'A' || n, 5) from generate_series(144, 148) n;
insert into purse.activity (record, corrects, provider, beneficiary, agreement, date, quantity, item, unit,
	reason) values
	(130, null, 1, 2, 1, '2025-09-10', 0.5, 'teacher', 'day', null),
	(131, null, 1, 3, 1, '2025-09-12', 1, 'teacher', 'day', null),
	(132, null, 1, 4, 1, '2025-10-01', 1, 'teacher', 'day', null),
	(133, null, 1, 2, 1, '2025-09-20', 1, 'teacher', 'day', null),
	(134, 133, 1, 2, 1, '2025-09-20', 0.5, 'teacher', 'day', 'only half'),
	(135, null, 3, 1, 4, '2025-09-15', 0.5, 'manager', 'day', null),
	(136, null, 3, 1, 4, '2025-09-16', 1, 'manager', 'day', null),
	(137, null, 1, 1, 3, '2025-09-22', 25, 'RE', 'credit', null),
	(138, null, 1, 2, 3, '2025-09-23', 11, 'RE', 'credit', null),
	(139, null, 1, 3, 3, '2025-09-24', 20, 'RE', 'credit', null),
	(140, null, 1, 2, 3, '2025-10-08', 2.5, 'RE', 'credit', null),
	(141, 140, 1, 2, 3, '2025-10-08', 1.5, 'RE', 'credit', 'shorter'),
	(142, null, 1, 3, 3, '2025-11-05', 1, 'RE', 'credit', null),
	(144, null, 1, 2, 5, '2025-11-06', 1.5, 'RE', 'credit', null),
	(145, null, 1, 1, 5, '2025-11-06', 1.5, 'RE', 'credit', null),
	(146, null, 1, 1, 3, '2025-11-06', 1, 'RE', 'credit', null),
	(147, null, 1, 2, 3, '2025-11-06', 1, 'RE', 'credit', null),
	(148, null, 1, 3, 3, '2025-11-06', 1, 'RE', 'credit', null);
select pg_temp.record(n, 'purchases', 1, 'P' || n, 1) from generate_series(150, 154) n;
select pg_temp.record(n, 'purchases', 1, 'P' || n, 5) from generate_series(156, 157) n;
insert into purse.purchase (record, buyer, agreement, supplier, date, service_from, service_to, net, vat,
	vat_reclaimed, supplier_invoice, description, added_cost)
select p.*, p.record::text, 'goods', false from (values
	(150::bigint, 1, 2, 14, date '2025-09-05', date '2025-09-05', date '2025-09-05', 100000, 20000, 20000),
	(151, 1, 2, 14, '2025-10-06', '2025-10-06', '2025-10-06', 10001, 0, 0),
	(152, 1, 2, 14, '2025-11-07', '2025-11-07', '2025-11-07', 4500, 900, 400),
	(153, 1, 3, 13, '2025-09-01', '2025-09-01', '2026-08-31', 415000, 0, 0),
	(154, 1, 3, 13, '2025-10-01', '2025-10-01', '2026-08-31', 10006, 0, 0),
	(156, 1, 5, 13, '2025-11-01', '2025-11-01', '2026-08-31', 1000, 0, 0),
	(157, 1, 3, 13, '2025-11-01', '2025-11-01', '2026-08-31', 100, 0, 0)) p (record);
insert into purse.stream (id, agreement, kind, key) overriding system value values
	(1, 2, 'share', 'SHARE 1 2 3'),
	(2, 3, 'lot', 'lot 1'),
	(3, 3, 'lot', 'lot 2'),
	(4, 5, 'lot', 'lot 3'),
	(5, 3, 'lot', 'lot 4');
insert into purse.lot (id, purchase, agreement, lead, quantity, cost, valid_from, valid_to,
	stream) overriding system value values
	(1, 153, 3, 1, 60, 415000, '2025-09-01', '2025-10-31', 2),
	(2, 154, 3, 1, 12, 10006, '2025-10-01', '2026-08-31', 3),
	(3, 156, 5, 1, 3, 1000, '2025-11-01', '2026-08-31', 4),
	(4, 157, 3, 1, 3, 100, '2025-11-01', '2026-08-31', 5);

select pg_temp.record(160, 'opening_balances', 1, 'OB1', 1), pg_temp.record(161, 'opening_balances', 1, 'OB2',
	1);
insert into purse.opening_balance (record, school, date, account, counterparty, fund, amount, description,
	entry) values
	(160, 1, '2025-09-01', '1320', 2, 0, 66200, 'July', 1),
	(161, 1, '2025-09-01', '1000', null, 0, 100, 'bank', 2);
select pg_temp.book(1, 1, 'opening 160', '2025-09-01', '2025-09-01', 0,
	'ASH 1320 BRA - 66200; ASH 3000 - - -66200; BRA 3000 - - 66200; BRA 2320 ASH - -66200');
select pg_temp.book(2, 1, 'opening 161', '2025-09-01', '2025-09-01', 0,
	'ASH 1000 - - 100; ASH 3000 - - -100');

insert into purse.basis (id, sha256, method, item, unit, price, price_record, share_key,
	key_date) overriding system value values
	(1, '\x01', 'line', 'teacher', 'day', 330.32, 120, null, null),
	(2, '\x02', 'line', 'manager', 'day', 210.33, 121, null, null),
	(3, '\x03', 'share', null, null, null, null, 'pupil numbers', '2025-09-05'),
	(4, '\x04', 'draw', null, null, null, null, null, null),
	(5, '\x05', 'lapse', null, null, null, null, 'pupil numbers', '2025-10-31'),
	(7, '\x07', 'line', 'RE', 'credit', 4, 124, null, null),
	(9, '\x09', 'arrears', 'manager', 'day', 215.55, 125, null, null),
	(8, '\x08', 'residue', null, null, null, null, 'lead', null);
insert into purse.basis_weight (basis, school, position, weight_numerator, weight_denominator, source)
select b.id, s.id, s.id, (array[112, 54, 203, 0])[s.id], 1, 19 + s.id
from purse.basis b cross join purse.school s where b.id in (3, 5);

-- the supplier's invoices
select pg_temp.book(10, 2, 'purchase 150', '2025-09-05', '2025-09-05', 2,
	'ASH 1500 - - 100000; ASH 1400 - - 20000; ASH 2100 SUP - -120000');
select pg_temp.book(11, 2, 'purchase 151', '2025-10-06', '2025-10-06', 2,
	'ASH 1500 - - 10001; ASH 2100 SUP - -10001');
select pg_temp.book(12, 6, 'purchase 152', '2025-11-07', '2025-11-07', 2,
	'ASH 1500 - - 5000; ASH 1400 - - 400; ASH 2100 SUP - -5400');
select pg_temp.book(13, 2, 'purchase 153', '2025-09-01', '2025-09-01', 3,
	'ASH 1500 - - 415000; ASH 2100 DBE - -415000');
select pg_temp.book(14, 2, 'purchase 154', '2025-10-01', '2025-10-01', 3,
	'ASH 1500 - - 10006; ASH 2100 DBE - -10006');

select pg_temp.book(15, 6, 'purchase 156', '2025-11-01', '2025-11-01', 5,
	'ASH 1500 - - 1000; ASH 2100 DBE - -1000');
select pg_temp.book(16, 6, 'purchase 157', '2025-11-01', '2025-11-01', 3,
	'ASH 1500 - - 100; ASH 2100 DBE - -100');

-- lines
select pg_temp.book(20, 2, 'charge 130', '2025-09-10', '2025-09-10', 1,
	'ASH 1310 BRA - 16516; ASH I08b - - -16516; BRA E27 - PESP 16516; BRA 2310 ASH PESP -16516');
select pg_temp.book(21, 2, 'charge 131', '2025-09-12', '2025-09-12', 1,
	'ASH 1310 COL - 33032; ASH I08b - - -33032; COL E27 - - 33032; COL 2310 ASH - -33032');
select pg_temp.book(22, 2, 'charge 132', '2025-10-01', '2025-10-01', 1,
	'ASH 1310 LYC - 33032; ASH I08b - - -33032');
update purse.posting set original_currency = 'EUR', original_amount = 38000 where entry = 22 and line = 1;
select pg_temp.book(23, 2, 'charge 133', '2025-09-20', '2025-09-20', 1,
	'ASH 1310 BRA - 33032; ASH I08b - - -33032; BRA E27 - - 33032; BRA 2310 ASH - -33032');
select pg_temp.book(24, 2, 'charge 135', '2025-09-15', '2025-09-15', 4,
	'COL 1310 ASH - 10517; COL I08b - - -10517; ASH E28a - - 10517; ASH 2310 COL - -10517');
select pg_temp.book(25, 2, 'charge 136', '2025-09-16', '2025-09-16', 4,
	'COL 1310 ASH - 21033; COL I08b - - -21033; ASH E28a - - 21033; ASH 2310 COL - -21033');
select pg_temp.book(26, 6, 'charge 134', '2025-11-01', '2025-09-20', 1,
	'ASH 1310 BRA - 16516; ASH I08b - - -16516; BRA E27 - - 16516; BRA 2310 ASH - -16516');
select pg_temp.book(27, 7, 'reversal 133', '2025-11-01', '2025-09-20', 1,
	'ASH 1310 BRA - -33032; ASH I08b - - 33032; BRA E27 - - -33032; BRA 2310 ASH - 33032', 23);
select pg_temp.book(28, 7, 'reversal 135', '2025-11-01', '2025-09-15', 4,
	'COL 1310 ASH - -10517; COL I08b - - 10517; ASH E28a - - -10517; ASH 2310 COL - 10517', 24);
select pg_temp.charge(1, 2, 'line', 130, 1, 20, 1, 'ASH', 'BRA', '2025-09-10', 0.5, 16516, '16516/1');
select pg_temp.charge(2, 2, 'line', 131, 1, 21, 1, 'ASH', 'COL', '2025-09-12', 1, 33032, '33032/1');
select pg_temp.charge(3, 2, 'line', 132, 1, 22, 1, 'ASH', 'LYC', '2025-10-01', 1, 33032, '33032/1');
select pg_temp.charge(4, 2, 'line', 133, 1, 23, 1, 'ASH', 'BRA', '2025-09-20', 1, 33032, '33032/1');
select pg_temp.charge(5, 2, 'line', 135, 2, 24, 4, 'COL', 'ASH', '2025-09-15', 0.5, 10517, '21033/2');
select pg_temp.charge(6, 2, 'line', 136, 2, 25, 4, 'COL', 'ASH', '2025-09-16', 1, 21033, '21033/1');
select pg_temp.book(29, 6, 'arrears 6', '2025-11-01', '2025-09-16', 4,
	'COL 1310 ASH - 522; COL I08b - - -522; ASH E28a - - 522; ASH 2310 COL - -522');
select pg_temp.charge(70, 6, 'arrears', 136, 9, 29, 4, 'COL', 'ASH', '2025-09-16', 1, 522, '522/1',
	adjusts => 6);
select pg_temp.charge(7, 6, 'line', 134, 1, 26, 1, 'ASH', 'BRA', '2025-09-20', 0.5, 16516, '16516/1');
select pg_temp.charge(8, 7, 'line', 133, 1, 27, 1, 'ASH', 'BRA', '2025-09-20', 1, -33032, '-33032/1',
	reverses => 4);
select pg_temp.charge(9, 7, 'line', 135, 2, 28, 4, 'COL', 'ASH', '2025-09-15', 0.5, -10517, '-21033/2',
	reverses => 5);

-- shares: £1,000.00, £100.01 which is reversed, £50.00
select pg_temp.book(30, 2, 'charge 150', '2025-09-05', '2025-09-05', 2,
	'ASH E19 - - 30352; ASH 1310 BRA - 14634; ASH 1310 COL - 55014; ASH 1500 - - -100000; BRA E19 - - 14634;
	BRA 2310 ASH - -14634; COL E19 - - 55014; COL 2310 ASH - -55014');
select pg_temp.book(31, 2, 'charge 151', '2025-10-06', '2025-10-06', 2,
	'ASH E19 - - 3036; ASH 1310 BRA - 1464; ASH 1310 COL - 5501; ASH 1500 - - -10001; BRA E19 - - 1464;
	BRA 2310 ASH - -1464; COL E19 - - 5501; COL 2310 ASH - -5501');
select pg_temp.book(32, 6, 'reversal 151', '2025-11-01', '2025-10-06', 2,
	'ASH E19 - - -3036; ASH 1310 BRA - -1464; ASH 1310 COL - -5501; ASH 1500 - - 10001; BRA E19 - - -1464;
	BRA 2310 ASH - 1464; COL E19 - - -5501; COL 2310 ASH - 5501', 31);
select pg_temp.book(33, 6, 'charge 152', '2025-11-07', '2025-11-07', 2,
	'ASH E19 - - 1518; ASH 1310 BRA - 732; ASH 1310 COL - 2750; ASH 1500 - - -5000; BRA E19 - - 732;
	BRA 2310 ASH - -732; COL E19 - - 2750; COL 2310 ASH - -2750');
select pg_temp.charge(s.id, s.batch, 'share', s.source, 3, s.entry, 2, 'ASH', s.customer, s.day::date, null,
	s.pence, s.exact, s.cost, 1, s.seq, s.carry_in, s.carry_out, null, s.reverses)
from (values
	(10, 2, 150, 30, 'ASH', '2025-09-05', 30352, '11200000/369', 100000, 1, '0/1', '112/369', null::bigint),
	(11, 2, 150, 30, 'BRA', '2025-09-05', 14634, '600000/41', 100000, 1, '0/1', '6/41', null),
	(12, 2, 150, 30, 'COL', '2025-09-05', 55014, '20300000/369', 100000, 1, '0/1', '-166/369', null),
	(13, 2, 151, 31, 'ASH', '2025-10-06', 3036, '1120112/369', 10001, 2, '112/369', '-20/123', null),
	(14, 2, 151, 31, 'BRA', '2025-10-06', 1464, '60006/41', 10001, 2, '6/41', '-12/41', null),
	(15, 2, 151, 31, 'COL', '2025-10-06', 5501, '2030203/369', 10001, 2, '-166/369', '56/123', null),
	(16, 6, 151, 32, 'ASH', '2025-10-06', -3036, '-1120112/369', -10001, 3, '-20/123', '112/369', 13),
	(17, 6, 151, 32, 'BRA', '2025-10-06', -1464, '-60006/41', -10001, 3, '-12/41', '6/41', 14),
	(18, 6, 151, 32, 'COL', '2025-10-06', -5501, '-2030203/369', -10001, 3, '56/123', '-166/369', 15),
	(19, 6, 152, 33, 'ASH', '2025-11-07', 1518, '560000/369', 5000, 4, '112/369', '-10/123', null),
	(20, 6, 152, 33, 'BRA', '2025-11-07', 732, '30000/41', 5000, 4, '6/41', '-6/41', null),
	(21, 6, 152, 33, 'COL', '2025-11-07', 2750, '1015000/369', 5000, 4, '-166/369', '28/123', null))
	s (id, batch, source, entry, customer, day, pence, exact, cost, seq, carry_in, carry_out, reverses);

-- lot 1 (60 credits for £4,150.00) is drawn and lapses; lot 2 (12 for £100.06) has a draw reversed
select pg_temp.book(40, 2, 'charge 137', '2025-09-22', '2025-09-22', 3,
	'ASH E27 - - 172917; ASH 1500 - - -172917');
select pg_temp.book(41, 2, 'charge 138', '2025-09-23', '2025-09-23', 3,
	'ASH 1310 BRA - 76083; ASH 1500 - - -76083; BRA E27 - - 76083; BRA 2310 ASH - -76083');
select pg_temp.book(42, 2, 'charge 139', '2025-09-24', '2025-09-24', 3,
	'ASH 1310 COL - 138333; ASH 1500 - - -138333; COL E27 - - 138333; COL 2310 ASH - -138333');
select pg_temp.book(43, 6, 'lapse 1', '2025-11-01', '2025-10-31', 3,
	'ASH E27 - - 8397; ASH 1310 BRA - 4049; ASH 1310 COL - 15221; ASH 1500 - - -27667; BRA E27 - - 4049;
	BRA 2310 ASH - -4049; COL E27 - - 15221; COL 2310 ASH - -15221');
select pg_temp.book(44, 2, 'charge 140', '2025-10-08', '2025-10-08', 3,
	'ASH 1310 BRA - 2085; ASH 1500 - - -2085; BRA E27 - - 2085; BRA 2310 ASH - -2085');
select pg_temp.book(45, 6, 'reversal 140', '2025-11-01', '2025-10-08', 3,
	'ASH 1310 BRA - -2085; ASH 1500 - - 2085; BRA E27 - - -2085; BRA 2310 ASH - 2085', 44);
select pg_temp.book(46, 6, 'charge 141', '2025-11-01', '2025-10-08', 3,
	'ASH 1310 BRA - 1251; ASH 1500 - - -1251; BRA E27 - - 1251; BRA 2310 ASH - -1251');
select pg_temp.book(47, 6, 'charge 142', '2025-11-05', '2025-11-05', 3,
	'ASH 1310 COL - 834; ASH 1500 - - -834; COL E27 - - 834; COL 2310 ASH - -834');
select pg_temp.charge(s.id, s.batch, s.kind, s.source, case s.kind when 'draw' then 4 else 5 end, s.entry, 3,
	'ASH', s.customer, ('2025-' || s.day)::date, s.quantity, s.pence, s.exact, null, s.lot + 1, s.seq,
	s.carry_in, s.carry_out, s.lot, s.reverses)
from (values
	(30, 2, 'draw', 137::bigint, 40, 'ASH', '09-22', 25.0, 172917, '518750/3', 1, 1, '0/1', '-1/3', null),
	(31, 2, 'draw', 138, 41, 'BRA', '09-23', 11, 76083, '228250/3', 1, 2, '0/1', '1/3', null),
	(32, 2, 'draw', 139, 42, 'COL', '09-24', 20, 138333, '415000/3', 1, 3, '0/1', '1/3', null),
	(33, 6, 'lapse', null, 43, 'ASH', '10-31', null, 8397, '9296000/1107', 1, 4, '-1/3', '152/1107', null),
	(34, 6, 'lapse', null, 43, 'BRA', '10-31', null, 4049, '166000/41', 1, 4, '1/3', '14/123', null),
	(35, 6, 'lapse', null, 43, 'COL', '10-31', null, 15221, '16849000/1107', 1, 4, '1/3', '-278/1107', null),
	(36, 2, 'draw', 140, 44, 'BRA', '10-08', 2.5, 2085, '25015/12', 2, 1, '0/1', '-5/12', null),
	(37, 6, 'draw', 140, 45, 'BRA', '10-08', 2.5, -2085, '-25015/12', 2, 2, '-5/12', '0/1', 36::bigint),
	(38, 6, 'draw', 141, 46, 'BRA', '10-08', 1.5, 1251, '5003/4', 2, 3, '0/1', '-1/4', null),
	(39, 6, 'draw', 142, 47, 'COL', '11-05', 1, 834, '5003/6', 2, 4, '0/1', '-1/6', null))
	s (id, batch, kind, source, entry, customer, day, quantity, pence, exact, lot, seq, carry_in, carry_out,
	reverses);
insert into purse.lot_movement (id, lot, kind, school, quantity, charge, date, pence, exact_numerator,
	exact_denominator) overriding system value values
	(1, 1, 'bought', 1, 60, null, '2025-09-01', 415000, 415000, 1),
	(2, 2, 'bought', 1, 12, null, '2025-10-01', 10006, 10006, 1),
	(3, 1, 'drawn', 1, -25, 30, '2025-09-22', -172917, 518750, 3),
	(4, 1, 'drawn', 2, -11, 31, '2025-09-23', -76083, 228250, 3),
	(5, 1, 'drawn', 3, -20, 32, '2025-09-24', -138333, 415000, 3),
	(6, 1, 'lapsed', 1, -4, null, '2025-10-31', -27667, 83000, 3),
	(7, 2, 'drawn', 2, -2.5, 36, '2025-10-08', -2085, 25015, 12),
	(8, 2, 'returned', 2, 2.5, 37, '2025-10-08', 2085, -25015, 12),
	(9, 2, 'drawn', 2, -1.5, 38, '2025-10-08', -1251, 5003, 4),
	(10, 2, 'drawn', 3, -1, 39, '2025-11-05', -834, 5003, 6);

-- lot 3 (3 credits for £10.00): half at £4.00 a credit, half at cost for the lead; lot 4 (3 for £1.00): a
-- penny is left, which the lead takes
select pg_temp.book(60, 6, 'charge 144', '2025-11-06', '2025-11-06', 5,
	'ASH 1310 BRA - 600; ASH 1500 - - -500; ASH E27 - - -100; BRA E27 - - 600; BRA 2310 ASH - -600');
select pg_temp.book(61, 6, 'charge 145', '2025-11-06', '2025-11-06', 5, 'ASH E27 - - 500; ASH 1500 - - -500');
select pg_temp.book(62, 6, 'charge 146', '2025-11-06', '2025-11-06', 3, 'ASH E27 - - 33; ASH 1500 - - -33');
select pg_temp.book(63, 6, 'charge 147', '2025-11-06', '2025-11-06', 3,
	'ASH 1310 BRA - 33; ASH 1500 - - -33; BRA E27 - - 33; BRA 2310 ASH - -33');
select pg_temp.book(64, 6, 'charge 148', '2025-11-06', '2025-11-06', 3,
	'ASH 1310 COL - 33; ASH 1500 - - -33; COL E27 - - 33; COL 2310 ASH - -33');
select pg_temp.book(65, 6, 'residue 4', '2025-11-06', '2025-11-06', 3, 'ASH E27 - - 1; ASH 1500 - - -1');
select pg_temp.charge(60, 6, 'line', 144, 7, 60, 5, 'ASH', 'BRA', '2025-11-06', 1.5, 600, '600/1');
select pg_temp.charge(61, 6, 'draw', 145, 4, 61, 5, 'ASH', 'ASH', '2025-11-06', 1.5, 500, '500/1', null, 4, 1,
	'0/1', '0/1', 3);
select pg_temp.charge(62, 6, 'draw', 146, 4, 62, 3, 'ASH', 'ASH', '2025-11-06', 1, 33, '100/3', null, 5, 1,
	'0/1', '1/3', 4);
select pg_temp.charge(63, 6, 'draw', 147, 4, 63, 3, 'ASH', 'BRA', '2025-11-06', 1, 33, '100/3', null, 5, 2,
	'0/1', '1/3', 4);
select pg_temp.charge(64, 6, 'draw', 148, 4, 64, 3, 'ASH', 'COL', '2025-11-06', 1, 33, '100/3', null, 5, 3,
	'0/1', '1/3', 4);
select pg_temp.charge(65, 6, 'residue', null, 8, 65, 3, 'ASH', 'ASH', '2025-11-06', null, 1, '0/1', null, 5,
	4, '1/3', '-2/3', 4);
insert into purse.lot_movement (id, lot, kind, school, quantity, charge, date, pence, exact_numerator,
	exact_denominator) overriding system value values
	(11, 3, 'bought', 1, 3, null, '2025-11-01', 1000, 1000, 1),
	(12, 4, 'bought', 1, 3, null, '2025-11-01', 100, 100, 1),
	(13, 3, 'drawn', 2, -1.5, 60, '2025-11-06', -500, 500, 1),
	(14, 3, 'drawn', 1, -1.5, 61, '2025-11-06', -500, 500, 1),
	(15, 4, 'drawn', 1, -1, 62, '2025-11-06', -33, 100, 3),
	(16, 4, 'drawn', 2, -1, 63, '2025-11-06', -33, 100, 3),
	(17, 4, 'drawn', 3, -1, 64, '2025-11-06', -33, 100, 3),
	(18, 4, 'residue', 1, 0, 65, '2025-11-06', -1, 0, 1);

-- documents: 1 internal, 2 invoice, 3 VAT invoice, 4 to the school abroad; 5 cancels a line of 1, 6 bills its
-- successor, 7 takes 2 back and 8 bills it anew, 9 cancels a line of 3
select pg_temp.book(50, 3, 'document 1', '2025-10-31', '2025-10-31', 0,
	'ASH 1390 BRA - 49548; ASH 1310 BRA - -49548; BRA 2310 ASH PESP 16516; BRA 2390 ASH PESP -16516;
	BRA 2310 ASH - 33032; BRA 2390 ASH - -33032; ASH 1390 BRA - 14634; ASH 1310 BRA - -14634;
	BRA 2310 ASH - 14634; BRA 2390 ASH - -14634', null, 1);
select pg_temp.book(51, 3, 'document 2', '2025-10-31', '2025-10-31', 0,
	'ASH 1320 COL - 33032; ASH 1310 COL - -33032; COL 2310 ASH - 33032; COL 2320 ASH - -33032', null, 2);
select pg_temp.book(52, 3, 'document 3', '2025-10-31', '2025-10-31', 0,
	'COL 1320 ASH - 37860; COL 1310 ASH - -31550; COL 2400 ASH - -6310; ASH 2310 COL - 31550;
	ASH 1400 COL - 6310; ASH 2320 COL - -37860', null, 3);
select pg_temp.book(53, 3, 'document 4', '2025-10-31', '2025-10-31', 0,
	'ASH 1320 LYC - 33032; ASH 1310 LYC - -33032', null, 4);
select pg_temp.book(54, 7, 'document 5', '2025-11-20', '2025-11-20', 0,
	'ASH 1390 BRA - -33032; ASH 1310 BRA - 33032; BRA 2310 ASH - -33032; BRA 2390 ASH - 33032', null, 5);
select pg_temp.book(55, 8, 'document 6', '2025-11-20', '2025-11-20', 0,
	'ASH 1390 BRA - 16516; ASH 1310 BRA - -16516; BRA 2310 ASH - 16516; BRA 2390 ASH - -16516', null, 6);
select pg_temp.book(56, 7, 'document 7', '2025-11-20', '2025-11-20', 0,
	'ASH 1320 COL - -33032; ASH 1310 COL - 33032; COL 2310 ASH - -33032; COL 2320 ASH - 33032', null, 7);
select pg_temp.book(57, 8, 'document 8', '2025-11-20', '2025-11-20', 0,
	'ASH 1320 COL - 33032; ASH 1310 COL - -33032; COL 2310 ASH - 33032; COL 2320 ASH - -33032', null, 8);
select pg_temp.book(58, 7, 'document 9', '2025-11-20', '2025-11-20', 0,
	'COL 1320 ASH - -12620; COL 1310 ASH - 10517; COL 2400 ASH - 2103; ASH 2310 COL - -10517;
	ASH 1400 COL - -2103; ASH 2320 COL - 12620', null, 9);
select pg_temp.issue(1, 3, 50, 'internal charge', 'INT', 1, 'ASH', 'BRA', '2025-10-31', 0,
	'16516|1|0.5|day|330.32|no supply|0|1; 33032|1|1|day|330.32|no supply|0|4;
	14634|2|1|share|146.34|no supply|0|11');
select pg_temp.issue(2, 3, 51, 'invoice', 'INV', 1, 'ASH', 'COL', '2025-10-31', 0,
	'33032|1|1|day|330.32|exempt|0|2');
select pg_temp.issue(3, 3, 52, 'vat invoice', 'INV', 1, 'COL', 'ASH', '2025-10-31', 6310,
	'10517|4|0.5|day|210.33|standard|0.2|5; 21033|4|1|day|210.33|standard|0.2|6');
select pg_temp.issue(4, 3, 53, 'invoice', 'INV', 2, 'ASH', 'LYC', '2025-10-31', 0,
	'33032|1|1|day|330.32|exempt|0|3');
select pg_temp.issue(5, 7, 54, 'credit note', 'CN', 1, 'ASH', 'BRA', '2025-11-20', 0,
	'-33032|1|-1|day|330.32|no supply|0|4', 1, 'cancel');
select pg_temp.issue(6, 8, 55, 'internal charge', 'INT', 2, 'ASH', 'BRA', '2025-11-20', 0,
	'16516|1|0.5|day|330.32|no supply|0|7');
select pg_temp.issue(7, 7, 56, 'credit note', 'CN', 2, 'ASH', 'COL', '2025-11-20', 0,
	'-33032|1|-1|day|330.32|exempt|0|2', 2, 'rebill');
select pg_temp.issue(8, 8, 57, 'invoice', 'INV', 3, 'ASH', 'COL', '2025-11-20', 0,
	'33032|1|1|day|330.32|exempt|0|2');
select pg_temp.issue(9, 7, 58, 'credit note', 'CN', 1, 'COL', 'ASH', '2025-11-20', -2103,
	'-10517|4|-0.5|day|210.33|standard|0.2|5', 3, 'cancel');
update purse.document_line set customer_fund = 1 where document = 1 and line = 1;
update purse.posting set agreement = case when entry in (52, 58) then 4 when entry = 50 and line > 6 then 2
	else 1 end where entry between 50 and 58;
insert into purse.counter (issuer, series, last) values
	(1, 'INT', 2),
	(1, 'INV', 3),
	(3, 'INV', 1),
	(1, 'CN', 2),
	(3, 'CN', 1),
	(2, 'INV', 0);
insert into purse.acceptance (document, accepted_by, accepted_at, same_person) values
	(1, 'ben', '2025-11-02 09:00', false), (2, 'ada', '2025-11-02 09:00', true);

-- a post of ASH, half of it shared: £600.00 by payroll, £300.00 of it in three equal parts; a true-up that is
-- not charged yet
select pg_temp.record(n, k, 1, r, 5) from (values (200, 'posts', 'CT / 2025'), (201, 'shared_posts', 'CT'),
	(202, 'staff_costs', 'K1'), (203, 'staff_costs', 'K2'), (204, 'payroll', 'PAY1'),
	(205, 'staff_workings', 'K1 / CT')) x (n, k, r);
insert into purse.post (id, school, code) overriding system value values (2, 1, 'CT');
insert into purse.post_detail (record, post, valid_from, role, kind, salary, week_hours, full_hours, pension,
	levy, source) values (200, 2, '2025-09-01', 'caretaker', 'support', 2400000, 37, 37, 'none', false, 'x');
insert into purse.shared_post (record, agreement, post, valid_from, part_numerator, part_denominator,
	pro_rata, role) values (201, 2, 2, '2025-09-01', 1, 2, 'calendar days', 'site supervisor');
insert into purse.payroll (record, post, month, gross, national_insurance, pension, levy, other)
values (204, 2, '2025-11-01', 50000, 7000, 2000, 1000, 0);
insert into purse.staff_cost (record, school, agreement, service_from, service_to, role, amount, kind,
	trues_up, reason) values
	(202, 1, 2, '2025-11-10', '2025-11-10', 'site supervisor', 30000, 'actual', null, null),
	(203, 1, 2, '2025-11-10', '2025-11-10', 'site supervisor', -300, 'true-up', 202, 'payroll');
insert into purse.staff_working (record, staff_cost, post, valid_from, valid_to, made_from, payroll,
	shared_post, cost_numerator, cost_denominator, time_numerator, time_denominator, part_numerator,
	part_denominator) values
	(205, 202, 2, '2025-11-10', '2025-11-10', 'payroll', 204, 201, 60000, 1, 1, 1, 1, 2);
insert into purse.stream (id, agreement, kind, key) overriding system value values
	(6, 2, 'share', 'SHARE staff 1 2 3');
insert into purse.basis (id, sha256, method, share_key, key_date) overriding system value values
	(10, '\x0a', 'share', 'equal', '2025-11-10');
insert into purse.basis_weight (basis, school, position, weight_numerator, weight_denominator)
select 10, n, n, 1, 1 from generate_series(1, 3) n;
select pg_temp.book(80, 6, 'charge 202', '2025-11-10', '2025-11-10', 2,
	'ASH 1310 BRA - 10000; ASH I08b BRA - -10000; BRA E19 - - 10000; BRA 2310 ASH - -10000;
	ASH 1310 COL - 10000; ASH I08b COL - -10000; COL E19 - - 10000; COL 2310 ASH - -10000');
select pg_temp.charge(79 + s.id, 6, 'share', 202, 10, 80, 2, 'ASH', s.code, '2025-11-10', null, 10000,
	'10000/1', 30000, 6, 1, '0/1', '0/1')
from purse.school s where s.id <= 3 order by s.id;

-- September and October 2025 are closed
insert into purse.period_close (school, month, batch, closed_by, closed_at)
select s.id, m, 4, 'ada', '2025-11-10 09:00' from purse.school s cross join generate_series(668, 669) m
	where s.keeps_books;
insert into purse_cache.month_balance (school, month, account, fund, counterparty, amount, postings)
select p.school, p.month, p.account, p.fund, p.counterparty, sum(p.amount), count(*)
from purse.posting p where p.month in (668, 669) group by 1, 2, 3, 4, 5;
delete from purse_cache.batch_total where month in (668, 669);

update purse.record r set content = u.content, content_sha256 = sha256(convert_to(u.content::text, 'UTF8'))
from (select s.record, array_agg(s.stands order by s.position) as content from purse.record_said s
	group by s.record) u
where r.id = u.record;   -- as import_what_stands, for all at once
commit;
