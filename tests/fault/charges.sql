--: report charges "Charges"
--: sheet charges "Charges"
--: title "Who charged whom"
--: column provider code "Charged by"
--: column customer code "Charged to"
--: column charged money "Charged"
--: formula half money "Half" = [Charged] / 2
--: total charged half
--: empty "Nothing is charged."
select p.code as provider, k.code as customer, sum(c.pence) as charged from purse_view.charge c
join purse_view.counterparty p on p.id = c.provider join purse_view.counterparty k on k.id = c.customer
group by 1, 2 order by 1, 2;
--: chart bars "Who charged whom" charges customer charged
--: alt "one bar for each school that was charged"
