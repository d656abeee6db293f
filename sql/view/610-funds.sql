-- Funds with rules, as those who may see them read them.

-- The rules of grants: those that come with purse and those that people added.
create or replace view purse_view.known_grant_rule as select g.* from purse.known_grant_rule g;
grant select on purse_view.known_grant_rule to purse_user, purse_owner;
