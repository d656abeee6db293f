-- The reference tables: the one list that everything else about them follows from. A new one is a CSV in
-- sql/reference, its table in a new schema file, and a line here.
set check_function_bodies = off;

-- name: of the table and of its CSV. kind: what verify calls a row of it. keys: the columns that say which
-- row it is. mended: those of a row that is there already which a newer CSV puts right; a row that is used
-- never changes its meaning, so what has no mended columns stays as it is. pounds: columns in pounds, kept in
-- pence.
create or replace function purse.reference_tables() returns table (name text, kind text, keys text[],
	mended text[], pounds text[])
language sql immutable set search_path = pg_catalog, pg_temp as $$
	select x.name, x.kind, x.keys::text[], x.mended::text[], x.pounds::text[] from (values
		('account', 'account', '{code}', '{name,source,checked}', '{}'),
		('vat_rule', 'VAT rule', '{rule,version}', '{}', '{}'),
		-- the wording of a question may be mended, what follows from silence is part of the rules
		('vat_fact', 'VAT fact', '{fact}', '{question,source,checked}', '{}'),
		('vat_threshold', 'VAT threshold', '{valid_from}', '{}', '{amount}'),
		('vat_rate', 'VAT rate', '{treatment,valid_from}', '{}', '{}'),
		-- a row that was wrong is put right: what was charged keeps the figures that it was made from
		('statutory_rate', 'statutory rate', '{name,valid_from}',
			'{valid_to,threshold,rate,earlier,source,confidence,checked}', '{threshold}'),
		('working_time', 'working time', '{name,valid_from}', '{valid_to,value,source,confidence,checked}',
			'{}'),
		-- a default that has served stays: the agreements that took it would else say something else
		('default_code', 'usual code', '{supply,valid_from}', '{valid_to,source,confidence,checked}', '{}'),
		('academy_code', 'academy code', '{code,valid_from}', '{valid_to,academy_code,source,checked}', '{}'),
		-- a rule that has decided what a fund bears stays
		('grant_rule', 'rule of a grant', '{grant_code,rule,subject,valid_from}',
			'{source,confidence,checked}', '{}')
		) x (name, kind, keys, mended, pounds)
$$;
grant execute on function purse.reference_tables() to purse_viewer;
