-- release: 0.2.0 contract
drop table silent;
