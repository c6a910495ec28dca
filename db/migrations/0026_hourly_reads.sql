-- Register reads for bills that are made from the hours of a meter: the read before, and what ran since.

alter table register_read drop constraint register_read_quality_check;
alter table register_read add constraint register_read_quality_check
  check (quality in ('measured', 'hourly', 'estimated', 'customer'));

-- The hours since the read it goes on from, how many of them were estimated, doubted or missing, and the part of a count
-- that ran beyond the whole ones (a fraction such as 3/10), so that a year of reads loses no water.
alter table register_read add column hours int check (hours > 0);
alter table register_read add column estimated_hours int check (estimated_hours between 0 and hours);
alter table register_read add column carried text check (carried ~ '^\d+(/\d+)?$');
alter table register_read add constraint register_read_of_hours
  check ((hours is null) = (estimated_hours is null) and (hours is null) = (carried is null)
    and (quality <> 'hourly' or hours is not null));

-- The same of the read that a bill closes with, for its explanation.
alter table bill_read add column to_hours int;
alter table bill_read add column to_estimated_hours int;
