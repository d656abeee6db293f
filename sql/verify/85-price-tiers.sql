-- A price list in tiers says one price for each quantity and roll: its rows do not overlap, leave no roll out
-- and fall where the quantity is higher.
select purse.record_words(f.record) as place, f.problem as what from purse.tier_fault f
