-- Schema 2. What is the therapist's own: positions, routines, photos, what she likes and knows; and which question a
-- remark answers.

-- The question as it stood in `question.asks`; null for a free remark.
alter table annotation add column asks text;
update annotation set asks = 'name', text = substr(text, 7) where text like 'Name: %' and bout is not null;
update annotation set asks = 'score 0 after', text = substr(text, 14)
    where text glob 'Score after: [0-9]*' and bout is not null;
update annotation set
        asks = 'score ' || (cast(substr(text, 22) as integer) - 1) || ' after',
        text = substr(text, instr(text, ':') + 2)
    where text glob 'Score after, contact [0-9]*: [0-9]*' and bout is not null;

create table position (
    id text primary key,
    version integer not null,
    author text not null,
    saved integer not null,
    deleted integer,
    whole text not null
) strict;

create table routine (
    id text primary key,
    version integer not null,
    author text not null,
    saved integer not null,
    deleted integer,
    whole text not null
) strict;

-- A routine as it stands while it is being built, with what can be undone.
create table draft (
    routine text primary key,
    saved integer not null,
    whole text not null
) strict;

create table photo (
    position text primary key,
    version integer not null,
    author text not null,
    saved integer not null,
    width integer not null,
    height integer not null,
    jpeg blob not null
) strict;

create table favourite (
    position text primary key,
    author text not null,
    saved integer not null
) strict, without rowid;

-- Advice that was answered with "I know".
create table known (
    advice text primary key,
    author text not null,
    saved integer not null
) strict, without rowid;

-- How often each position was held in sessions that are over.
create table used (
    position text primary key,
    times integer not null
) strict, without rowid;
insert into used (position, times)
    select hold.position, count(*) from hold join session on session.id = hold.session
    where session.state <> 'running' and hold.position is not null group by hold.position;

create trigger used_is_counted after update of state on session
    when old.state = 'running' and new.state <> 'running'
begin
    insert into used (position, times)
        select position, count(*) from hold where session = new.id and position is not null group by position
        on conflict (position) do update set times = times + excluded.times;
end;
-- The end of a session can be taken back.
create trigger used_is_taken_back after update of state on session
    when old.state <> 'running' and new.state = 'running'
begin
    update used set times = times - (
        select count(*) from hold where hold.session = new.id and hold.position = used.position
    ) where position in (select position from hold where session = new.id);
end;
