-- The next block of the cursor that charge_activities declared.
fetch forward 4096 from activities
