-- release: 0.2.0 expand
-- A look is of a meter that there is, as all that is kept by meter beside its hours, so it stays with the meters where the hours
-- lie on several machines.

alter table quiet_look add constraint quiet_look_meter_id_fkey foreign key (meter_id) references meter (id);
