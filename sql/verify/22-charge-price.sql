-- R7: the price that a line was made from is one of its agreement and held on the day of the service.
select format('%s, %s', purse.charge_words(c.id), purse.record_words(p.record)) as place,
	case when p.agreement <> c.agreement then 'its price is one of another agreement'
		else format('its price held from %s to %s, and the service was on %s', p.valid_from, p.valid_to,
			c.service_from)
	end as what
from purse.charge c join purse.basis b on b.id = c.basis join purse.price p on p.record = b.price_record
where c.reverses is null
	and (p.agreement <> c.agreement or c.service_from not between p.valid_from and p.valid_to)
