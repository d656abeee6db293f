-- What was credited before, by document, treatment and rate. No parameters.
select d.credits, v.treatment, v.vat_rate, sum(v.net) as net, sum(v.vat) as vat
from purse_view.document d join purse_view.document_vat v on v.document = d.id
where d.credits is not null group by d.credits, v.treatment, v.vat_rate
