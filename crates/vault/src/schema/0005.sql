-- Schema 5. What was given to a client to take home, and what came back.

-- A plan as it was given, without its recorded words. Its id is random: a diary finds its client by it, never by name.
create table home_plan (
    id text primary key,
    client text not null references client on delete cascade,
    author text not null,
    given integer not null,
    whole text not null
) strict;
create index home_plan_by_client on home_plan (client, given desc);

-- One time that a plan was done. Read twice it is one row; of two that differ the last that came counts.
create table diary_entry (
    plan text not null references home_plan on delete cascade,
    day text not null,
    time integer not null,
    author text not null,
    came integer not null,
    whole text not null,
    primary key (plan, day, time)
) strict, without rowid;
