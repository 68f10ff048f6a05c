"""A session of Spark in a process of its own, which scores a folder of Parquet whenever it is told.

Run by `on_spark()`. It reads from standard input how many files to score, and writes the seconds.
"""

import os
import sys
from pathlib import Path
from time import perf_counter

from benchmarks.mixes import MATRIX
from morile.spark import score

ONE_CORE = "one-core"
"""After the master: everything of this session shares one core, the JVM and its workers alike."""

OPTIONS = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.memory": "2g",
    "spark.ui.enabled": "false",
    "spark.sql.files.maxPartitionBytes": "8m",
}


def main() -> None:
    """Start, get warm, then do as told until standard input ends."""
    master, folder = sys.argv[1:3]
    if ONE_CORE in sys.argv:
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    from pyspark.sql import SparkSession

    made = SparkSession.builder.master(master).appName("morile benchmark")
    for name, value in OPTIONS.items():
        made = made.config(name, value)
    session = made.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    files = sorted(map(str, Path(folder).glob("*.parquet")))
    told(score(session.read.parquet(files[0]), MATRIX))
    print("ready", flush=True)
    for line in sys.stdin:
        threats = session.read.parquet(*files[: int(line)])
        start = perf_counter()
        told(score(threats, MATRIX))
        print(perf_counter() - start, flush=True)
    session.stop()


def told(scored: object) -> None:
    """Every row with every column worked out, and nothing written."""
    scored.write.format("noop").mode("overwrite").save()  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
