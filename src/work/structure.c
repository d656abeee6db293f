#include "purse/work/structure.h"

#include "purse/base/run.h"
#include "purse/store/catalogue.h"

bool purse_structure_compare(
	struct purse_run *run, struct purse_db *db, struct purse_findings *findings, bool *hides) {
	struct purse_catalogue_differences differences;
	*hides = false;
	if (!purse_catalogue_compare(run, db, &differences)) return false;
	for (size_t i = 0; i < differences.count; i++) {
		const struct purse_catalogue_difference *difference = &differences.list[i];
		purse_finding_add(run, findings, "laid down", difference->place, "%s", difference->what);
		if (difference->hides) *hides = true;
	}
	return true;
}
