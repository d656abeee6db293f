#include "purse/base/version.h"

const char *purse_version(void) { return PURSE_VERSION; }
