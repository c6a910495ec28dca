export const Link = ({ bill }: { bill: string }) => <a href={`/invoices/${bill}`}>{bill}</a>;
export const Plain = () => <form action="/pay" method="post" />;
export const go = (c: { redirect(to: string): Response }) => c.redirect('/accounts');
export const fine = <a href="#content">x</a>;
