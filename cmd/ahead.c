#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ahead.h"

#ifdef __linux__	/* elsewhere there may be neither */

bool
ahead_helps(void)
{
	static long before;
	struct rusage now;
	bool more;

	if (getrusage(RUSAGE_SELF, &now) != 0)
		return false;
	more = now.ru_inblock != before;	/* a fork begins at 0 */
	before = now.ru_inblock;
	return more;
}

/* A pipe is left alone: who writes to it would take this for its reader. */
void
ahead_of(const char *path)
{
	struct stat st;
	int file;

	if (stat(path, &st) != 0 || !S_ISREG(st.st_mode))
		return;
	file = open(path, O_RDONLY | O_CLOEXEC);
	if (file < 0)
		return;
	posix_fadvise(file, 0, 0, POSIX_FADV_WILLNEED);
	close(file);
}

#else

bool
ahead_helps(void)
{
	return false;
}

void
ahead_of(const char *path)
{
	(void)path;
}

#endif
