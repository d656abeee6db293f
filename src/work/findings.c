#include "purse/work/findings.h"

#include <stdarg.h>

#include "purse/base/run.h"
#include "purse/base/text.h"

struct purse_findings purse_findings_new(struct purse_run *run) {
	return (struct purse_findings){ .list = purse_alloc_array(
										run->arena, PURSE_MAX_FINDINGS, sizeof(struct purse_finding)) };
}

void purse_finding_add(struct purse_run *run, struct purse_findings *findings, const char *rule,
	const char *place, const char *format, ...) {
	findings->found++;
	if (findings->count == PURSE_MAX_FINDINGS) return;
	va_list list;
	va_start(list, format);
	findings->list[findings->count++] =
		(struct purse_finding){ rule, place, purse_text_list(run->arena, format, list) };
	va_end(list);
}
