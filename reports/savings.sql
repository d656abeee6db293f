-- What sharing saved, from what the schools paid and what they would have paid alone.
-- Reads purse_api.savings($1 from, $2 to, $3 partnership or null): one row for each school, agreement and
-- item, with agreement, agreement_name, kind, item, unit, school, school_name, role (uses | provides | added
-- cost), quantity, together_pence, alone_pence, method, saving_class, evidence, quote_date, counted, why_not;
-- and the names in purse_view.partnership and purse_view.partnership_detail.
--: report savings "What sharing saved"
--: about "What a partnership saved by sharing, in all, by school and by agreement, with the evidence of"
--:     "every line"
--: param from date "From"
--: param to date "To"
--: param partnership code "Partnership" optional

--: sheet summary "Summary"
--: paper landscape 1 1
--: title "What sharing saved"
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
--: headline saving money "Saving" = total(by_school.saving)
--: headline share percent "of the cost alone" = saving / total(by_school.alone)
--: headline alone_in_all money "Cost alone" = total(by_school.alone)
--: headline together_in_all money "Cost together" = total(by_school.together)
--: chart bars beside "Cost alone and cost together, by school" by_school school_name alone together
--: axis "School" "Pounds in the period"
--: alt "Two bars for each school: what it would have cost alone, and what it cost together. The figures"
--:     "are in the table on the left."
--: heading "What the saving is made of"
--: figure cash money "Cash-releasing" "money that budgets no longer spend" = total(by_school.cash)
--: figure avoided money "Cost avoided" "spending that would have come, and did not"
--:     = total(by_school.avoided)
--: figure added money "Added costs of sharing" "set-up, travel, unused credits, VAT lost; already taken off"
--:     = total(by_school.added)
--: figure losing number "Schools that paid more than alone" "a loss is shown as a loss, in red"
--:     = count(by_school.saving < 0)
--: figure missing number "Lines not counted" "without a quote: see the sheet Not counted"
--:     = count(not_counted)
--: figure missing_charged money "Charged in those lines" "in no total of this workbook"
--:     = total(not_counted.together)
--: heading "By school"
--: copy by_school school_name alone together saving saving_share

--: sheet by_school "By school"
--: title "By school"
--: note "{from} to {to}. Each school's cost together is what it was charged or paid to others, its own"
--:     "added costs included, and for a school that provides: what providing cost it, less what it was"
--:     "paid. Counted lines only."
--: column school_name text "School"
--: column lines number "Lines counted"
--: column alone money "Cost alone"
--: column together money "Cost together"
--: column added money "of which added costs"
--: formula saving money "Saving" = alone - together
--: formula saving_share percent "Saving %" = saving / alone
--: column cash money "of which cash-releasing"
--: formula avoided money "of which cost avoided" = saving - cash
--: total lines alone together added saving saving_share cash avoided
--: condition saving negative
--: condition saving_share negative
--: link school_name lines
--: freeze school_name
--: empty "No line has a quote yet: nothing can be compared. See the sheet Not counted."
select s.school_name,
       count(*) as lines,
       coalesce(sum(s.alone_pence), 0)::bigint as alone,
       coalesce(sum(s.together_pence), 0)::bigint as together,
       coalesce(sum(s.together_pence) filter (where s.role = 'added cost'), 0)::bigint as added,
       coalesce(sum(s.alone_pence - s.together_pence)
                filter (where s.saving_class = 'cash-releasing' or s.role = 'added cost'), 0)::bigint as cash
from purse_api.savings($1::date, $2::date, $3::text) s
where s.counted
group by s.school, s.school_name
order by s.school_name, s.school;

--: sheet by_agreement "By agreement"
--: paper landscape 1 1
--: title "By agreement"
--: note "{from} to {to}. What each arrangement saved for all its schools together. Counted lines only."
--: column agreement code "Code"
--: column agreement_name text "Agreement" wrap width 48
--: column kind text "Kind"
--: column schools number "Schools"
--: column alone money "Cost alone"
--: column together money "Cost together"
--: column added money "of which added costs"
--: formula saving money "Saving" = alone - together
--: formula saving_share percent "Saving %" = saving / alone
--: column cash money "of which cash-releasing"
--: formula avoided money "of which cost avoided" = saving - cash
--: total alone together added saving saving_share cash avoided
--: condition saving negative
--: condition saving_share negative
--: freeze agreement_name
--: empty "No line has a quote yet: nothing can be compared. See the sheet Not counted."
select s.agreement, s.agreement_name, s.kind,
       count(distinct s.school) as schools,
       coalesce(sum(s.alone_pence), 0)::bigint as alone,
       coalesce(sum(s.together_pence), 0)::bigint as together,
       coalesce(sum(s.together_pence) filter (where s.role = 'added cost'), 0)::bigint as added,
       coalesce(sum(s.alone_pence - s.together_pence)
                filter (where s.saving_class = 'cash-releasing' or s.role = 'added cost'), 0)::bigint as cash
from purse_api.savings($1::date, $2::date, $3::text) s
where s.counted
group by s.agreement, s.agreement_name, s.kind
order by s.agreement_name, s.agreement;
--: chart bars "Saving by agreement" by_agreement agreement_name saving
--: axis "Agreement" "Pounds saved in the period"
--: alt "A bar for each agreement: what it saved. A loss points to the left. The figures are in the table"
--:     "above."

--: sheet lines "Lines"
--: title "Every comparison, with its evidence"
--: note "{from} to {to}. One line for each school, agreement and item that is counted. Filter it by the"
--:     "buttons in the head."
--: column school_name text "School" wrap width 28
--: column agreement_name text "Agreement" wrap width 28
--: column item text "What" wrap width 20
--: column role text "Role"
--: column quantity quantity "Quantity"
--: column unit text "Unit"
--: column alone money "Cost alone"
--: column together money "Cost together"
--: formula saving money "Saving" = alone - together
--: column saving_class text "Class of saving"
--: column method text "Alone, known by"
--: column quote_date date "Quoted"
--: column evidence text "Evidence" wrap width 32
--: total alone together saving
--: condition saving negative
--: condition method is "list price" amber
--: filter
--: freeze school_name
--: empty "No line has a quote yet: nothing can be compared. See the sheet Not counted."
select s.school_name, s.agreement_name, s.item, s.role, s.quantity, s.unit, s.alone_pence as alone,
       s.together_pence as together, s.saving_class, s.method, s.quote_date, s.evidence
from purse_api.savings($1::date, $2::date, $3::text) s
where s.counted
order by s.school_name, s.agreement_name, s.item, s.role, s.school, s.agreement, s.unit, s.quote_date;

--: sheet not_counted "Not counted"
--: title "Not counted"
--: note "{from} to {to}. Nobody has said what these would have cost alone, so they are in no total and no"
--:     "percentage. A quote for them, with its evidence, brings them into the next workbook."
--: column school_name text "School" wrap width 34
--: column agreement_name text "Agreement" wrap width 34
--: column item text "What" wrap width 26
--: column role text "Role"
--: column quantity quantity "Quantity"
--: column unit text "Unit"
--: column together money "Charged"
--: column why_not text "Why it is not counted" wrap width 40
--: total together
--: filter
--: freeze school_name
--: empty "Every line has a quote: all are counted."
select s.school_name, s.agreement_name, s.item, s.role, s.quantity, s.unit,
       s.together_pence as together, s.why_not
from purse_api.savings($1::date, $2::date, $3::text) s
where not s.counted
order by s.school_name, s.agreement_name, s.item, s.role, s.school, s.agreement, s.unit;

--: sheet method "Method"
--: paper portrait 1 1
--: title "How the saving is worked out"
--: heading "In one sentence"
--: note "The saving is what the schools would have paid had each bought for itself, less what all of them"
--:     "together paid to people outside the partnership."
--: heading "What schools pay each other is no saving"
--: note "When one school works for another, the charge is a cost of the one and an income of the other."
--:     "Added up over the partnership the two cancel. The school that provides is therefore shown with"
--:     "what providing cost it, less what it was paid: usually nothing. Its income is never counted as a"
--:     "saving. It saves only what it would itself have spent."
--: heading "What alone would have cost"
--: note "Each line compares with a quote, which names its evidence and its date. There are three kinds: a"
--:     "supplier's quote, the price of a previous contract, and a list price. A list price shows what was"
--:     "asked, not what would have been paid, so what it gives is never called cash-releasing; such lines"
--:     "are marked amber on the sheet Lines."
--: heading "Two kinds of saving, kept apart"
--: note "Cash-releasing: a budget holds more money at the end of the year, because a bill is smaller or a"
--:     "contract ended."
--: note "Cost avoided: the school would have had to spend, and did not. No budget line goes down."
--: note "Added costs are money spent, so they are taken off the cash-releasing part."
--: heading "What is taken off"
--: note "Set-up, travel and administration that sharing itself caused count against the saving, as do"
--:     "credits that were bought together and lapsed unused, and VAT that could not be reclaimed."
--: heading "What is left out"
--: note "A line without a quote counts in no total: it is listed on the sheet Not counted with the reason."
--:     "Benefits that nobody paid for, better teaching or time saved, are not turned into pounds here."
--: heading "A loss is shown as a loss"
--: note "Where sharing cost a school or an agreement more than going alone, the saving is negative and"
--:     "red. Sharing can still be right, but governors should know the price."
--: heading "Reading the workbook"
--: note "Every total is a live formula: click on a figure of the Summary to see from which cell it comes,"
--:     "and there from which lines. Percentages are worked out from totals, never added up. Amounts are"
--:     "exact to the penny. An amount that Excel could not hold to the penny would stand as text on amber,"
--:     "and in no formula."
--: note "Amounts are those posted in the schools' books for the period, by the date of the service, as"
--:     "they stood when the workbook was written."
