-- Says nothing of its release.
create table silent (id int primary key);
