-- Where a view shows less than row-level security lets through: nothing that the reader brings may look at a
-- row before the view has left it out.
alter view purse_view.fund_detail set (security_barrier = true);
alter view purse_view.ruled_fund set (security_barrier = true);
alter view purse_view.fund_use_standing set (security_barrier = true);
