-- Prices and the awards that changed them, as the reader may see them.
do $$ begin
	execute 'create or replace view purse_view.agreed_price as '
		|| purse.agreed_price_text('purse_view.price');
end $$;
grant select on purse_view.agreed_price to purse_user, purse_owner;
