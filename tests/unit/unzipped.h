/* One part of a workbook, unzipped: with zlib, which libxlsxwriter pulls in anyway, so that no test needs unzip. */
#ifndef TESTS_UNIT_UNZIPPED_H
#define TESTS_UNIT_UNZIPPED_H
