-- Schema 6. Notes of sessions for the file, what clients agreed to, the list of who was erased; what is measured of
-- clients, their plans of care, and what was said two days after a session.

-- The note of a session as it is written; of two states the later counts. Once it is signed nothing is written here.
create table note (
    session text primary key references session on delete cascade,
    author text not null,
    saved integer not null,
    whole text not null
) strict, without rowid;

-- A note as it was signed. It never changes, and goes only with its session.
create table note_signed (
    id text primary key,
    session text not null references session on delete cascade,
    at integer not null,
    author text not null,
    signed_by text not null,
    whole text not null
) strict;
create index note_signed_by_session on note_signed (session, at);
create trigger note_signed_never_changes before update on note_signed
begin
    select raise(abort, 'a signed note never changes');
end;
create trigger note_signed_stays before delete on note_signed
    when exists (select 1 from session where session.id = old.session)
begin
    select raise(abort, 'a signed note goes only with its session');
end;

-- What was added to a signed note.
create table addendum (
    id text primary key,
    session text not null references session on delete cascade,
    at integer not null,
    author text not null,
    signed_by text not null,
    text text not null
) strict;
create index addendum_by_session on addendum (session, at);
create trigger addendum_never_changes before update on addendum
begin
    select raise(abort, 'an addendum never changes');
end;
create trigger addendum_stays before delete on addendum
    when exists (select 1 from session where session.id = old.session)
begin
    select raise(abort, 'an addendum goes only with its session');
end;

-- What a client said to one thing; of one kind the last that was noted counts. `since` is the instant at which they
-- said so.
create table consent (
    id text primary key,
    client text not null references client on delete cascade,
    at integer not null,
    author text not null,
    kind text not null,
    state text not null,
    since integer not null,
    words text not null
) strict;
create index consent_by_client on consent (client, at);
create trigger consent_is_append_only before update on consent
begin
    select raise(abort, 'consents are only ever appended');
end;

-- Sentences and templates for notes, the therapist's own.
create table text_block (
    id text primary key,
    version integer not null,
    author text not null,
    saved integer not null,
    deleted integer,
    whole text not null
) strict;

create table note_template (
    id text primary key,
    version integer not null,
    author text not null,
    saved integer not null,
    deleted integer,
    whole text not null
) strict;

-- Who was erased, by an id that says nothing, with the days of the first and the last session. It survives an erase, as
-- the log does.
create table erasure (
    client text not null,
    day text not null,
    first text,
    last text
) strict;

-- Something that was measured, with its raw answers; of two states the later counts.
create table measure (
    id text primary key,
    client text not null references client on delete cascade,
    session text,
    at integer not null,
    author text not null,
    saved integer not null,
    deleted integer not null default 0,
    whole text not null
) strict;
create index measure_by_client on measure (client, at);
create index measure_by_session on measure (session) where session is not null;

-- A plan of care; of two states the later counts.
create table care_plan (
    id text primary key,
    client text not null references client on delete cascade,
    author text not null,
    saved integer not null,
    deleted integer not null default 0,
    whole text not null
) strict;
create index care_plan_by_client on care_plan (client);

-- What was said two days after a session; of two states the later counts.
create table follow_up (
    session text primary key references session on delete cascade,
    author text not null,
    saved integer not null,
    whole text not null
) strict, without rowid;

-- What a practice counts of its holds, without their records; and its sessions by time.
create index hold_in_short on hold (session, technique, region, position, held_ms);
create index session_by_began on session (began);
