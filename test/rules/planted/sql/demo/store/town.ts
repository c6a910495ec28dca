export const town = 'select * from demo.town';
