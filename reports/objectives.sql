-- What a partnership spent and saved by objective, with notes of what changed: for a joint committee to
-- minute. Reads purse_api.savings (see savings.sql), and of purse_view: objective, agreement_objective,
-- impact_note, agreement, agreement_version, partnership, partnership_detail, school_now. An agreement's
-- money counts under its main objective as it stands on the last day.
--: report objectives "Objectives: what was spent, saved and changed"
--: about "What a partnership spent and saved by the objectives of its plan, with notes of what changed, for"
--:     "a joint committee to minute"
--: param from date "From"
--: param to date "To"
--: param partnership code "Partnership" optional

--: sheet summary "Summary"
--: paper landscape 1 1
--: title "Objectives: what was spent, saved and changed"
--: facts
select v.label, v.words
from (values
	(1, 'Partnership', case when $3::text is null then 'All partnerships' else coalesce(
		(select d.name
		 from purse_view.partnership p join purse_view.partnership_detail d on d.partnership = p.id
		 where p.code = $3::text and d.valid_from <= $2::date
		 order by d.valid_from desc limit 1), $3::text) end),
	(2, 'Period', to_char($1::date, 'FMDD FMMonth YYYY') || ' to ' || to_char($2::date, 'FMDD FMMonth YYYY'))
) v (position, label, words)
order by v.position;
--: headline spent money "Spent" = total(by_objective.spent) + total(without.spent)
--: headline saved money "Saved" = total(by_objective.saved) + total(without.saved)
--: headline note_count number "Notes of what changed" = count(notes)
--: figure silent number "Objectives without a note" "nobody wrote down what changed"
--:     = count(by_objective.notes < 1)
--: figure unserved number "Objectives that no agreement serves" = count(by_objective.agreements < 1)
--: figure loose number "Agreements without an objective" "listed on the sheet No objective" = count(without)
--: figure loose_spent money "Spent under those" = total(without.spent)
--: figure without_quote money "Spent without a quote" "in no saving: nobody said what it would cost alone"
--:     = total(by_objective.uncounted) + total(without.uncounted)
--: heading "By objective"
--: table by_objective
--: column partnership code "Partnership"
--: column number number "No."
--: column title text "Objective" wrap width 34
--: column target text "Target" wrap width 34
--: column due date "By"
--: column agreements number "Agreements"
--: column spent money "Spent"
--: column saved money "Saved"
--: column cash money "of which cash-releasing"
--: column uncounted money "Spent without a quote"
--: column notes number "Notes"
--: total agreements spent saved cash uncounted notes
--: condition saved negative
--: condition notes below 1 amber
--: link title notes
--: empty "The partnership has no objectives in this period: import them in objectives.csv."
with money as (
	select s.agreement, sum(s.together_pence)::bigint as spent,
		coalesce(sum(s.alone_pence - s.together_pence) filter (where s.counted), 0)::bigint as saved,
		coalesce(sum(s.alone_pence - s.together_pence) filter (where s.counted
			and (s.saving_class = 'cash-releasing' or s.role = 'added cost')), 0)::bigint as cash,
		coalesce(sum(s.together_pence) filter (where not s.counted), 0)::bigint as uncounted
	from purse_api.savings($1::date, $2::date, $3::text) s group by s.agreement),
served as (
	select distinct on (g.agreement) v.partnership, g.number, a.code
	from purse_view.agreement_objective g join purse_view.agreement a on a.id = g.agreement
	join lateral (select x.partnership from purse_view.agreement_version x where x.agreement = a.id
		and x.valid_from <= $2::date order by x.valid_from desc limit 1) v on true
	where g.main and g.valid_from <= $2::date and g.valid_to >= $1::date
	order by g.agreement, g.valid_from desc),
wanted as (
	select distinct on (o.partnership, o.number) o.*, p.code
	from purse_view.objective o join purse_view.partnership p on p.id = o.partnership
	where o.valid_from <= $2::date and o.valid_to >= $1::date
		and ($3::text is null or p.code = $3::text)
	order by o.partnership, o.number, o.valid_from desc)
select w.code as partnership, w.number, w.title, w.target, w.due, count(s.code) as agreements,
	coalesce(sum(m.spent), 0)::bigint as spent, coalesce(sum(m.saved), 0)::bigint as saved,
	coalesce(sum(m.cash), 0)::bigint as cash, coalesce(sum(m.uncounted), 0)::bigint as uncounted,
	(select count(*) from purse_view.impact_note n where n.partnership = w.partnership
		and n.number = w.number and n.date between $1::date and $2::date) as notes
from wanted w left join served s on s.partnership = w.partnership and s.number = w.number
left join money m on m.agreement = s.code
group by w.code, w.partnership, w.number, w.title, w.target, w.due
order by w.code, w.number;
--: chart bars "Spent and saved, by objective" by_objective title spent saved
--: axis "Objective" "Pounds in the period"
--: alt "Two bars for each objective: what was spent under its agreements, and what they saved. The figures"
--:     "are in the table above."

--: sheet agreements "Agreements"
--: paper landscape
--: title "Agreements, by the objectives that they serve"
--: note "{from} to {to}. The money of an agreement counts once, under its main objective. Where it serves"
--:     "others too it is named there without amounts."
--: column partnership code "Partnership"
--: column number number "No."
--: column title text "Objective" wrap width 30
--: column agreement code "Code"
--: column agreement_name text "Agreement" wrap width 40
--: column kind text "Kind"
--: column counts text "Counts here"
--: column spent money "Spent"
--: column alone money "Cost alone, of what has a quote"
--: column counted money "Spent on that"
--: formula saved money "Saved" = if(counts = "yes", alone - counted, none)
--: total spent alone counted saved
--: condition saved negative
--: freeze title
--: empty "No agreement serves an objective yet: import agreement-objectives.csv."
with money as (
	select s.agreement, sum(s.together_pence)::bigint as spent,
		sum(s.alone_pence) filter (where s.counted)::bigint as alone,
		sum(s.together_pence) filter (where s.counted)::bigint as counted
	from purse_api.savings($1::date, $2::date, $3::text) s group by s.agreement),
served as (
	select distinct on (g.agreement, g.number) g.agreement, g.number, v.partnership, a.code, v.name, v.kind,
		g.main and not exists (select from purse_view.agreement_objective l where l.agreement = g.agreement
			and l.main and l.number <> g.number and l.valid_from > g.valid_from
			and l.valid_from <= $2::date and l.valid_to >= $1::date) as counts
	from purse_view.agreement_objective g join purse_view.agreement a on a.id = g.agreement
	join lateral (select x.partnership, x.name, x.kind from purse_view.agreement_version x
		where x.agreement = a.id and x.valid_from <= $2::date order by x.valid_from desc limit 1) v on true
	where g.valid_from <= $2::date and g.valid_to >= $1::date
	order by g.agreement, g.number, g.valid_from desc)
select p.code as partnership, s.number, o.title, s.code as agreement, s.name as agreement_name, s.kind,
	case when s.counts then 'yes' else 'no, serves it too' end as counts,
	case when s.counts then coalesce(m.spent, 0) end as spent,
	case when s.counts then m.alone end as alone, case when s.counts then m.counted end as counted
from served s join purse_view.partnership p on p.id = s.partnership
left join lateral (select x.title from purse_view.objective x where x.partnership = s.partnership
	and x.number = s.number and x.valid_from <= $2::date order by x.valid_from desc limit 1) o on true
left join money m on m.agreement = s.code
where $3::text is null or p.code = $3::text
order by p.code, s.number, s.counts desc, s.name, s.code;

--: sheet notes "What changed"
--: paper landscape
--: title "What changed, with its evidence"
--: note "{from} to {to}. Notes of the schools and of the partnership, by objective. Words, not pounds: what"
--:     "a note calls cash-releasing or cost-avoiding is in the saving only where a quote says so."
--: column partnership code "Partnership"
--: column number number "No."
--: column title text "Objective" wrap width 26
--: column date date "Date"
--: column school text "Where" wrap width 26
--: column kind text "Kind"
--: column what text "What changed" wrap width 54
--: column evidence text "Evidence" wrap width 36
--: column ref code "Ref"
--: filter
--: freeze title
--: empty "Nobody wrote down yet what changed: import impact-notes.csv."
select p.code as partnership, n.number, o.title, n.date, coalesce(s.name, 'All schools') as school, n.kind,
	n.what, n.evidence, r.ref
from purse_view.impact_note n join purse_view.partnership p on p.id = n.partnership
left join lateral (select x.title from purse_view.objective x where x.partnership = n.partnership
	and x.number = n.number and x.valid_from <= n.date order by x.valid_from desc limit 1) o on true
left join purse_view.school_now s on s.id = n.school
left join purse_view.record r on r.id = n.record
where n.date between $1::date and $2::date and ($3::text is null or p.code = $3::text)
order by p.code, n.number, n.date, s.name, n.record;

--: sheet without "No objective"
--: paper landscape
--: title "Agreements without an objective"
--: note "{from} to {to}. Every agreement of the period whose money counts under no objective. The committee"
--:     "may say which it serves, or ask why it is there."
--: column partnership code "Partnership"
--: column agreement code "Code"
--: column agreement_name text "Agreement" wrap width 44
--: column kind text "Kind"
--: column lead text "Lead" wrap width 30
--: column spent money "Spent"
--: column saved money "Saved"
--: column uncounted money "Spent without a quote"
--: total spent saved uncounted
--: condition saved negative
--: freeze agreement
--: empty "Every agreement counts under an objective."
with money as (
	select s.agreement, sum(s.together_pence)::bigint as spent,
		coalesce(sum(s.alone_pence - s.together_pence) filter (where s.counted), 0)::bigint as saved,
		coalesce(sum(s.together_pence) filter (where not s.counted), 0)::bigint as uncounted
	from purse_api.savings($1::date, $2::date, $3::text) s group by s.agreement)
select p.code as partnership, a.code as agreement, v.name as agreement_name, v.kind, l.name as lead,
	coalesce(m.spent, 0) as spent, coalesce(m.saved, 0) as saved, coalesce(m.uncounted, 0) as uncounted
from purse_view.agreement a
join lateral (select x.* from purse_view.agreement_version x where x.agreement = a.id
	and x.valid_from <= $2::date and x.valid_to >= $1::date order by x.valid_from desc limit 1) v on true
join purse_view.partnership p on p.id = v.partnership left join purse_view.school_now l on l.id = v.lead
left join money m on m.agreement = a.code
where ($3::text is null or p.code = $3::text)
	and not exists (select from purse_view.agreement_objective g join purse_view.objective o
		on o.partnership = p.id and o.number = g.number and o.valid_from <= $2::date
			and o.valid_to >= $1::date
		where g.agreement = a.id and g.main and g.valid_from <= $2::date and g.valid_to >= $1::date)
order by p.code, v.name, a.code;

--: sheet method "Method"
--: paper portrait
--: title "How this was worked out"
--: heading "Spent"
--: note "What the schools were charged for service in the period, their own shares of what they bought for"
--:     "all included, with added costs of sharing. What one school earns from another is not taken off: it"
--:     "is what the other spent."
--: heading "Saved"
--: note "What the schools would have paid alone, by quotes with their evidence, less what they paid"
--:     "together, as in the savings report. What has no quote counts in no saving; it stands under Spent"
--:     "without a quote. A loss is negative and red."
--: heading "By objective"
--: note "The money of an agreement counts under one objective, its main one as it stands on the last day of"
--:     "the period, so that nothing is counted twice. Others that it serves are named on the sheet"
--:     "Agreements."
--: heading "What changed"
--: note "Notes are the words of those who wrote them, each with its evidence. They change no figure."
