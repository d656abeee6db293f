/* What clang-tidy can't see, since it reads one source at a time: purse_fail gives false, always. Included
 * before each source that it analyses, but for the one that defines them. */
#include "purse/base/run.h"

#define purse_fail(...) (purse_fail(__VA_ARGS__), false)
#define purse_fail_detail(...) (purse_fail_detail(__VA_ARGS__), false)
