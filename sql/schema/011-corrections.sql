-- A correction that nothing was built on yet can be replaced (--replace): the new version corrects the same
-- row. So a row may be named by several records, of which one holds; the import and a rule of sql/verify see
-- to that.
alter table purse.activity drop constraint activity_corrects_key;
create index activity_corrects on purse.activity (corrects) where corrects is not null;
