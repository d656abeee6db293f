-- All statutory and other reference tables, value by value, as verify compares them with what was laid down.
-- A new one gets its rows here.
create or replace view purse_view.reference as
select 'VAT rate' as kind, format('%s from %s', v.treatment, v.valid_from) as name, x.label, x.value
from purse_view.vat_rate v cross join lateral (values ('rate', trim_scale(v.rate)::text),
	('last day', v.valid_to::text), ('source', v.source), ('checked', v.checked::text)) x (label, value)
union all
select 'VAT rule', format('%s version %s', v.rule, v.version), x.key, x.value
from purse_view.vat_rule v cross join lateral jsonb_each_text(to_jsonb(v)) x
union all
select 'statutory rate', format('%s from %s', v.name, v.valid_from), x.key, x.value
from purse_view.statutory_rate v cross join lateral jsonb_each_text(to_jsonb(v)) x
union all
select 'working time', format('%s from %s', v.name, v.valid_from), x.key, x.value
from purse_view.working_time v cross join lateral jsonb_each_text(to_jsonb(v)) x
union all
select 'usual code', format('%s from %s', v.supply, v.valid_from), x.key, x.value
from purse_view.default_code v cross join lateral jsonb_each_text(to_jsonb(v)) x
union all
select 'academy code', format('%s from %s', v.code, v.valid_from), x.key, x.value
from purse_view.academy_code v cross join lateral jsonb_each_text(to_jsonb(v)) x
union all
select 'VAT fact', f.fact, x.key, x.value
from purse_view.vat_fact f cross join lateral jsonb_each_text(to_jsonb(f)) x
union all
select 'VAT threshold', t.valid_from::text, x.key, x.value
from purse_view.vat_threshold t cross join lateral jsonb_each_text(to_jsonb(t)) x
union all
select 'account', a.code, x.label, x.value
from purse_view.account a
cross join lateral (values ('name', a.name), ('class', a.class)) x (label, value);
grant select on purse_view.reference to purse_user, purse_owner;
