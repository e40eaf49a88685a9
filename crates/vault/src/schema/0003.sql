-- Schema 3. Where each part of a client and of a preset comes from, so that two computers' changes can be joined; and
-- versions of a preset that two computers saved under one number stand beside each other.

-- JSON: what was seen of whom, and which saving last changed each field. Null for a row from before.
alter table client add column origin text;
alter table preset add column origin text;
-- The preset as it is: of joined changes no version is the whole.
alter table preset add column whole text;
update preset set whole = (
    select version.whole from preset_version version
    where version.preset = preset.id and version.version = preset.version
);

create table preset_version_3 (
    preset text not null references preset on delete cascade,
    version integer not null,
    author text not null,
    saved integer not null,
    whole text not null,
    primary key (preset, version, saved, author)
) strict, without rowid;
insert into preset_version_3 select preset, version, author, saved, whole from preset_version;
drop table preset_version;
alter table preset_version_3 rename to preset_version;
