"""The sample scored by Spark: a session on two cores of this machine, then the ranking.

It needs the extra `spark` and Java 17 or newer. On a cluster only the session is made otherwise.
"""

import os
import sys
from pathlib import Path

from pyspark.sql import SparkSession

from morile.spark import score

SAMPLE = Path(__file__).with_name("threats.csv")

# Workers are to be this Python, and nobody on the network is to see them.
os.environ["PYSPARK_PYTHON"] = sys.executable
os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"


def main() -> None:
    """Read, score, rank, show."""
    spark = (
        SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    )
    threats = spark.read.csv(str(SAMPLE), header=True, multiLine=True)
    scored = score(threats, "thematic@1.0.0")
    ranked = scored.orderBy(scored.score.desc(), "ref")
    ranked.select("ref", "score", "band", "lowest", "highest", "gaps").show(5, truncate=False)
    print(f"{scored.where('faults IS NULL').count()} of {scored.count()} threats scored")
    spark.stop()


if __name__ == "__main__":
    main()
