-- What the caller may do. No parameters. school: a code, or ALL; null for a person without any right.
select p.login, p.name, p.school, p.role from purse_api.people() p where p.login = session_user
order by p.school <> 'ALL', p.school, p.role
