-- Funds with rules that parties or buyers name, and how far they have got. $1 agreements, null for all.
select f.fund, f.code, f.grant_code, f.valid_from, f.valid_to, f.amount, f.pupils, f.borne, f.seq
from purse_api.fund_states($1::int[]) f order by f.fund
