-- Accounts that are capital. No parameters.
select a.code from purse_view.account a where a.class = 'capital' order by a.code
